/* SPDX-License-Identifier: Apache-2.0 */
#include "base/id.h"
#include "held.h"
#include "period.h"
#include "rooms.h"
#include "target.h"
#include "wire/pack.h"

static enum status check(struct call *call, const CreateTargetRequest *in)
{
    bool money = in->metric == INSIGHT_METRIC__CODE__REVENUE;
    if (!in->team_path == !in->user_id)
        return bad(call, "team_path", "either this or user_id must be given");
    if (money && !in->currency)
        return bad(call, "currency", "must be given with REVENUE");
    if (!money && in->currency)
        return bad(call, "currency", "may be given with REVENUE only");
    return period_check(call, "until", in->from, in->until);
}

static enum status fit(struct call *call, const CreateTargetRequest *in, Target *target)
{
    struct rows rows;
    Target whole = TARGET__INIT;
    if (!in->parent_id)
        return STATUS_OK;
    TRY(sql_one(call, &SQL_lock_parent, "parent", &rows));
    row_into(call, &rows, 0, &whole);
    if (whole.state == TARGET__STATE__CLOSED)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "NOT_A_PART", "the parent is CLOSED");
    if (!in->time_zone)
        target->time_zone = whole.time_zone;
    return target_is_part(&whole, target, &call->error);
}

RPC(Insights, create_target, CreateTargetRequest, CreateTargetReply)
{
    char id[ID_TEXT];
    Target *target = out->target = wire_new(call->arena, &target__descriptor);
    TRY(check(call, in));
    TRY(target_node(call, in->team_path, in->user_id, &target->owner_path));
    id_new_text(id);
    target->id = arena_strdup(call->arena, id);
    target->has_state = target->has_metric = target->has_value = true;
    target->state = TARGET__STATE__DRAFT;
    target->metric = in->metric;
    target->currency = in->currency;
    target->from = in->from;
    target->until = in->until;
    target->time_zone = zone_bind(call, in->time_zone);
    target->team_path = in->team_path;
    target->user_id = in->user_id;
    target->value = in->value;
    target->parent_id = in->parent_id;
    TRY(fit(call, in, target));
    return target_add(call, target);
}
