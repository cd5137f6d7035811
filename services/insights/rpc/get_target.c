/* SPDX-License-Identifier: Apache-2.0 */
#include "part.h"
#include "rooms.h"
#include "wire/pack.h"

RPC(Insights, get_target, GetTargetRequest, GetTargetReply)
{
    struct rows rows;
    TRY(sql_one(call, &SQL_find_target, "target", &rows));
    out->target = wire_new(call->arena, &target__descriptor);
    row_into(call, &rows, 0, out->target);
    bind_text(call, "whole_id", in->target_id);
    TRY(sql(call, &SQL_list_parts, &rows));
    rows_into(call, &rows, out, "parts");
    TRY(sql(call, &SQL_list_revisions, &rows));
    rows_into(call, &rows, out, "revisions");
    out->has_gap = out->n_parts > 0;
    out->gap = out->target->value - parts_sum(out->parts, out->n_parts);
    return STATUS_OK;
}
