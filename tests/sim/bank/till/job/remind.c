/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "till.pb-c.h"

JOB(remind, RemindJob)
{
    struct rows rows;
    return sql(call, &SQL_reminded_add, &rows);
}
