/* SPDX-License-Identifier: Apache-2.0 */
#include "callbacks.h"
#include "place.h"
#include "rules.h"
#include "store.h"

/* The lead goes with the promise, or its taker could not ring the customer. */
static enum status take_lead(struct call *call, const Callback *callback, const struct rows *agent,
                             struct held *ret_held)
{
    struct facts facts;
    const LeadRules *rules;
    TRY(store_take(call, callback->lead_id, false, 0, ret_held));
    Lead *lead = ret_held->lead;
    if (text_equal(lead->owner_id, call->actor))
        return STATUS_OK;
    TRY(lead_step(lead, lead->owner_id ? "reassign" : "assign", &call->error));
    TRY(rules_active(call, &rules));
    TRY(store_facts(call, lead, &facts));
    if (lead->owner_id)
        lead->previous_owner_id = lead->owner_id;
    place_own(call, rules, &facts, call->actor, row_text(agent, 0, "path"), lead);
    lead->assignment_rule = "callback";
    lead->assignment_reason = "took the promised call that anyone may make";
    TRY(store_put(call, ret_held));
    struct placement placement = {.rule = "callback", .team_path = row_text(agent, 0, "team_path"), .owned = true};
    placement.candidates[placement.n_candidates++] = call->actor;
    place_emit(call, lead, &placement);
    return STATUS_OK;
}

RPC(Leads, take_callback, TakeCallbackRequest, TakeCallbackReply)
{
    struct held held;
    struct rows agent;
    Callback *callback;
    TRY(callback_take(call, in->callback_id, call->scope, NULL, &callback));
    if (callback->owner_id)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "TAKEN", "somebody has taken this promise");
    if (callback->state == CALLBACK__STATE__DONE || callback->state == CALLBACK__STATE__CANCELLED)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "WRONG_STATE", "this promise was kept or dropped");
    bind_text(call, "agent_id", call->actor);
    bind_int(call, "default_capacity", 0);
    TRY(sql(call, &SQL_lock_agent, &agent));
    if (!agent.n || !text_equal(row_text(&agent, 0, "state"), "ACTIVE"))
        return fail_for(call, STATUS_FAILED_PRECONDITION, "NOT_AN_AGENT", "only active agents take callbacks");
    TRY(take_lead(call, callback, &agent, &held));
    callback->owner_id = call->actor;
    callback->owner_path = held.lead->owner_path;
    TRY(callback_put(call, callback));
    out->callback = callback;
    out->lead = held.lead;
    return STATUS_OK;
}
