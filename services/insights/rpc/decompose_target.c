/* SPDX-License-Identifier: Apache-2.0 */
#include "base/id.h"
#include "held.h"
#include "part.h"
#include "period.h"
#include "rooms.h"
#include "target.h"
#include "wire/pack.h"

static enum status make_part(struct call *call, const Target *whole, const TargetPart *part, int64_t value,
                             Target *target)
{
    char id[ID_TEXT];
    id_new_text(id);
    target->id = arena_strdup(call->arena, id);
    target->has_state = target->has_metric = target->has_value = true;
    target->state = TARGET__STATE__DRAFT;
    target->metric = whole->metric;
    target->currency = whole->currency;
    target->from = part->from ? part->from : whole->from;
    target->until = part->until ? part->until : whole->until;
    target->time_zone = whole->time_zone;
    bool own = part->team_path || part->user_id;
    if (part->team_path && part->user_id)
        return bad(call, "parts", "one is of a team or of a person, not of both");
    if (period_days(target->from, target->until) < 1)
        return bad(call, "parts", "one ends before it begins");
    target->team_path = own ? part->team_path : whole->team_path;
    target->user_id = own ? part->user_id : whole->user_id;
    target->value = value;
    target->parent_id = whole->id;
    target->owner_path = whole->owner_path;
    if (own)
        TRY(target_node(call, target->team_path, target->user_id, &target->owner_path));
    return target_is_part(whole, target, &call->error);
}

RPC(Insights, decompose_target, DecomposeTargetRequest, DecomposeTargetReply)
{
    struct rows rows;
    Target *whole;
    GetTargetReply before = GET_TARGET_REPLY__INIT;
    int64_t *values = arena_alloc(call->arena, in->n_parts * sizeof *values);
    TRY(target_hold(call, in->has_expected_version ? &in->expected_version : NULL, &whole));
    if (whole->state == TARGET__STATE__CLOSED)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "WRONG_STATE", "the target is CLOSED");
    bind_text(call, "whole_id", whole->id);
    TRY(sql(call, &SQL_list_parts, &rows));
    rows_into(call, &rows, &before, "parts");
    int64_t taken = parts_sum(before.parts, before.n_parts);
    TRY(parts_divide(call->arena, whole->value, taken, in->parts, in->n_parts, values, &call->error));
    out->parts = arena_alloc(call->arena, in->n_parts * sizeof *out->parts);
    for (size_t i = 0; i < in->n_parts; i++) {
        out->parts[i] = wire_new(call->arena, &target__descriptor);
        TRY(make_part(call, whole, in->parts[i], values[i], out->parts[i]));
    }
    for (size_t i = 0; i < in->n_parts; i++)
        TRY(target_add(call, out->parts[i]));
    out->n_parts = in->n_parts;
    out->has_gap = true;
    out->gap = whole->value - taken - parts_sum(out->parts, out->n_parts);
    return STATUS_OK;
}
