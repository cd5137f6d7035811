/* SPDX-License-Identifier: Apache-2.0
 * Whose it is when a merge is taken back.
 */
#include "dealspine/aftersales.pb-c.h"
#include "rooms.h"

ON(case_received, CaseReceived)
{
    struct rows rows;
    return sql(call, &SQL_know_case, &rows);
}
