/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"

RPC(Opportunities, define_criterion, DefineCriterionRequest, DefineCriterionReply)
{
    struct rows rows;
    if (in->activity_type && !in->has_min_effect)
        return bad(call, "min_effect", "must say which effect an activity of this type needs, 1 to 4");
    bind_text(call, "step", in->decision_step);
    if (in->decision_step)
        TRY(sql_one(call, &SQL_find_decision_step_kind, "step of the customer's decision", &rows));
    bind_bool(call, "accepts_note", !in->has_accepts_note || in->accepts_note);
    TRY(sql_one(call, &SQL_put_criterion, "criterion", &rows));
    out->criterion = arena_alloc(call->arena, sizeof *out->criterion);
    exit_criterion__init(out->criterion);
    row_into(call, &rows, 0, out->criterion);
    return STATUS_OK;
}
