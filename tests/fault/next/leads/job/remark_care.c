/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"

JOB(remark_care, RemarkCareJob)
{
    struct rows rows;
    return sql_one(call, &SQL_care_for_remark, "lead", &rows);
}
