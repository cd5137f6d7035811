/* SPDX-License-Identifier: Apache-2.0 */
#include "promise.h"
#include "rules.h"
#include "service/value.h"
#include "steps.h"
#include "wire/pack.h"

static enum status check_state(struct call *call, const Lead *lead)
{
    if (lead_is_load(lead) && lead->state != LEAD__STATE__CONVERTING)
        return STATUS_OK;
    if (lead->state == LEAD__STATE__NURTURING)
        return STATUS_OK;
    return fail_for(call, STATUS_FAILED_PRECONDITION, "WRONG_STATE", "nobody follows up a lead that is %s",
                    lead_state_name(lead->state));
}

static enum status write(struct call *call, const PlanFollowUpsRequest *in, FollowUpPlan *plan,
                         const char **ret_superseded)
{
    struct rows rows;
    bind_text(call, "lead_id", plan->lead_id);
    TRY(sql(call, &SQL_supersede_plan, &rows));
    *ret_superseded = rows.n ? row_text(&rows, 0, "id") : NULL;
    bind_text(call, "plan_id", plan->id);
    bind_int(call, "rule_version", plan->rule_version);
    TRY(sql(call, &SQL_add_plan, &rows));
    for (size_t i = 0; i < in->n_steps; i++) {
        bind_message(call, in->steps[i]);
        bind_text(call, "plan_id", plan->id);
        bind_int(call, "seq", (int64_t)i + 1);
        TRY(sql(call, &SQL_add_step, &rows));
    }
    bind_text(call, "plan_id", plan->id);
    TRY(sql(call, &SQL_list_steps, &rows));
    rows_into(call, &rows, plan, "steps");
    return STATUS_OK;
}

static void emit_made(struct call *call, const FollowUpPlan *plan, const Lead *lead, const char *superseded)
{
    FollowUpPlanMade event = FOLLOW_UP_PLAN_MADE__INIT;
    event.plan_id = plan->id;
    event.lead_id = lead->id;
    event.has_steps = true, event.steps = (uint32_t)plan->n_steps;
    event.first_due_at = plan->steps[0]->due_at;
    event.supersedes_id = superseded;
    emit(call, &event, "follow_up_plan", plan->id, lead->owner_path);
}

RPC(Leads, plan_follow_ups, PlanFollowUpsRequest, PlanFollowUpsReply)
{
    struct held held;
    const LeadRules *rules;
    const char *superseded;
    TRY(promise_check_steps(in, call->now_us, &call->error));
    TRY(store_take(call, in->lead_id, in->has_expected_version, in->expected_version, &held));
    TRY(check_state(call, held.lead));
    TRY(rules_active(call, &rules));
    FollowUpPlan *plan = out->plan = wire_new(call->arena, &follow_up_plan__descriptor);
    plan->id = new_id(call);
    plan->lead_id = held.lead->id;
    plan->has_state = true, plan->state = FOLLOW_UP_PLAN__STATE__ACTIVE;
    plan->has_rule_version = true, plan->rule_version = rules->version;
    plan->made_by = call->actor;
    plan->made_at = time_message(call, call->now_us);
    TRY(write(call, in, plan, &superseded));
    held.lead->next_contact_at = plan->steps[0]->due_at;
    held.lead->next_contact_channel = plan->steps[0]->channel;
    TRY(store_put(call, &held));
    emit_made(call, plan, held.lead, superseded);
    out->lead = held.lead;
    return STATUS_OK;
}
