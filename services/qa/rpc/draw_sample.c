/* SPDX-License-Identifier: Apache-2.0 */
#include "draw.h"
#include "rooms.h"

/* Of the frozen population, what was picked. */
static enum status show_picked(struct call *call, DrawSampleReply *out)
{
    struct rows rows;
    size_t n = 0;
    TRY(sql(call, &SQL_list_members, &rows));
    rows_into(call, &rows, out, "members");
    for (size_t i = 0; i < out->n_members; i++)
        if (out->members[i]->picked)
            out->members[n++] = out->members[i];
    out->n_members = n;
    return STATUS_OK;
}

RPC(Qa, draw_sample, DrawSampleRequest, DrawSampleReply)
{
    struct rows rows;
    struct drawing drawing;
    SamplingPlan plan = SAMPLING_PLAN__INIT;
    bind_text(call, "plan", in->plan_id);
    TRY(sql_one(call, &SQL_lock_plan, "plan", &rows));
    row_into(call, &rows, 0, &plan);
    note(call, "plan", plan.id);
    TRY(draw_make(call, &plan, in->answered_from, in->answered_until, in->seed, &drawing));
    out->has_assigned = true;
    TRY(draw_keep(call, &plan, &drawing, in->evaluator_ids, in->n_evaluator_ids, &out->assigned));
    out->draw = arena_memdup(call->arena, &drawing.draw, sizeof drawing.draw);
    return show_picked(call, out);
}
