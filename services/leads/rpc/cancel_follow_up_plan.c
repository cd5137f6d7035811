/* SPDX-License-Identifier: Apache-2.0 */
#include "rules.h"
#include "steps.h"

RPC(Leads, cancel_follow_up_plan, CancelFollowUpPlanRequest, CancelFollowUpPlanReply)
{
    struct held held;
    struct facts facts;
    struct rows rows;
    const LeadRules *rules;
    const char *plan_id;
    FollowUpStep *step;
    TRY(store_take(call, in->lead_id, false, 0, &held));
    TRY(steps_next(call, held.lead->id, &plan_id, &step));
    if (!plan_id)
        return fail(call, STATUS_NOT_FOUND, "this lead has no plan that is followed");
    TRY(rules_active(call, &rules));
    TRY(store_facts(call, held.lead, &facts));
    bind_text(call, "plan_id", plan_id);
    bind_text(call, "state", "CANCELLED");
    TRY(sql_one(call, &SQL_end_plan, "plan", &rows));
    TRY(steps_by_cadence(call, rules, &facts, call->now_us, held.lead));
    TRY(store_put(call, &held));
    FollowUpPlanCancelled event = FOLLOW_UP_PLAN_CANCELLED__INIT;
    event.plan_id = plan_id;
    event.lead_id = held.lead->id;
    emit(call, &event, "follow_up_plan", plan_id, held.lead->owner_path);
    out->lead = held.lead;
    return STATUS_OK;
}
