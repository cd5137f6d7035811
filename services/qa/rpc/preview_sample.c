/* SPDX-License-Identifier: Apache-2.0 */
#include "draw.h"
#include "rooms.h"
#include "wire/pack.h"

static void show(struct call *call, const struct drawing *drawing, PreviewSampleReply *out)
{
    out->draw = arena_memdup(call->arena, &drawing->draw, sizeof drawing->draw);
    out->members = arena_alloc(call->arena, (drawing->n + 1) * sizeof *out->members);
    out->n_members = drawing->n;
    for (size_t i = 0; i < drawing->n; i++) {
        SampleMember *member = wire_new(call->arena, &sample_member__descriptor);
        member->call_id = drawing->members[i].call_id;
        member->agent_id = drawing->members[i].agent_id;
        member->has_picked = true;
        member->picked = drawing->members[i].picked;
        out->members[i] = member;
    }
}

RPC(Qa, preview_sample, PreviewSampleRequest, PreviewSampleReply)
{
    struct rows rows;
    struct drawing drawing;
    SamplingPlan plan = SAMPLING_PLAN__INIT;
    TRY(sql_one(call, &SQL_get_plan, "plan", &rows));
    row_into(call, &rows, 0, &plan);
    TRY(draw_make(call, &plan, in->answered_from, in->answered_until, in->seed, &drawing));
    show(call, &drawing, out);
    return STATUS_OK;
}
