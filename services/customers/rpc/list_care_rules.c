/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"

RPC(Customers, list_care_rules, ListCareRulesRequest, ListCareRulesReply)
{
    struct rows rows;
    TRY(sql(call, &SQL_list_care_rules, &rows));
    rows_into(call, &rows, out, "rules");
    return STATUS_OK;
}
