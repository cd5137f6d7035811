/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"

RPC(Contracts, put_hold_rule, PutHoldRuleRequest, PutHoldRuleReply)
{
    struct rows rows;
    bind_message(call, in->rule);
    TRY(sql_one(call, &SQL_put_hold_rule, "rule", &rows));
    out->rule = arena_alloc(call->arena, sizeof *out->rule);
    hold_rule__init(out->rule);
    row_into(call, &rows, 0, out->rule);
    return STATUS_OK;
}
