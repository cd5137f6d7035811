/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"

RPC(Contracts, list_hold_rules, ListHoldRulesRequest, ListHoldRulesReply)
{
    struct rows rows;
    TRY(sql(call, &SQL_list_hold_rules, &rows));
    rows_into(call, &rows, out, "rules");
    return STATUS_OK;
}
