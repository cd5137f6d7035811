/* SPDX-License-Identifier: Apache-2.0 */
#include "claiming.h"

#include <inttypes.h>

#include "place.h"
#include "rules.h"
#include "zone.h"

enum status claim_check_agent(struct call *call, const LeadPolicy *policy, struct rows *ret_agent)
{
    bind_text(call, "agent_id", call->actor);
    bind_int(call, "default_capacity", policy->default_capacity);
    zone_bind(call);
    TRY(sql(call, &SQL_lock_agent, ret_agent));
    if (!ret_agent->n || !text_equal(row_text(ret_agent, 0, "state"), "ACTIVE"))
        return fail_for(call, STATUS_FAILED_PRECONDITION, "NOT_AN_AGENT", "only active agents claim leads");
    if (row_int(ret_agent, 0, "claims_today") >= policy->claims_per_day)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "CLAIM_LIMIT", "today's %" PRIu32 " claims are used up",
                        policy->claims_per_day);
    if (row_int(ret_agent, 0, "open_leads") >= row_int(ret_agent, 0, "capacity"))
        return fail_for(call, STATUS_FAILED_PRECONDITION, "CAPACITY", "you have %" PRId64 " open leads of %" PRId64,
                        row_int(ret_agent, 0, "open_leads"), row_int(ret_agent, 0, "capacity"));
    return STATUS_OK;
}

int64_t claim_cools_until(const struct call *call, const LeadPolicy *policy, const Lead *lead)
{
    if (!text_equal(lead->previous_owner_id, call->actor))
        return 0;
    int64_t until_us = lead_us(lead->released_at) + place_days(policy->cooldown_days);
    return call->now_us < until_us ? until_us : 0;
}

static void emit_claimed(struct call *call, const Lead *lead, const char *team_path)
{
    LeadClaimed event = LEAD_CLAIMED__INIT;
    event.lead_id = lead->id;
    event.customer_id = lead->customer_id;
    event.owner_id = lead->owner_id;
    event.owner_path = lead->owner_path;
    event.team_path = team_path;
    event.has_attempt = true, event.attempt = lead->owners;
    event.sla_due_at = lead->sla_due_at;
    event.previous_owner_id = lead->previous_owner_id;
    emit(call, &event, "lead", lead->id, lead->owner_path);
}

/* Two claims of one agent may share a batch: each saw room for itself. */
static enum status check_together(struct call *call, const LeadPolicy *policy)
{
    struct rows rows;
    bind_text(call, "agent_id", call->actor);
    bind_int(call, "default_capacity", policy->default_capacity);
    zone_bind(call);
    TRY(sql_one(call, &SQL_lock_agent, "agent", &rows));
    if (row_int(&rows, 0, "open_leads") > row_int(&rows, 0, "capacity"))
        return fail(call, STATUS_ABORTED, "another claim of yours was faster; repeat this one");
    return STATUS_OK;
}

enum status claim_apply(struct call *call, const LeadRules *rules, const struct rows *agent, const char *reason,
                        struct held *held)
{
    struct rows rows;
    struct facts facts;
    TRY(lead_step(held->lead, "claim", &call->error));
    TRY(store_facts(call, held->lead, &facts));
    TRY(place_own(call, rules, &facts, call->actor, row_text(agent, 0, "path"), held->lead));
    held->lead->assignment_rule = "claim";
    held->lead->assignment_reason = reason;
    bind_text(call, "agent_id", call->actor);
    bind_int(call, "claims_per_day", rules->policy->claims_per_day);
    zone_bind(call);
    TRY(sql(call, &SQL_count_claim, &rows));
    if (!rows.n)
        return fail(call, STATUS_ABORTED, "another claim of yours was faster; repeat this one");
    TRY(store_put(call, held));
    TRY(check_together(call, rules->policy));
    emit_claimed(call, held->lead, row_text(agent, 0, "team_path"));
    return STATUS_OK;
}

enum status claim_lock_caller(struct call *call, struct rows *ret_agent)
{
    bind_text(call, "agent_id", call->actor);
    bind_int(call, "default_capacity", 0);
    zone_bind(call);
    TRY(sql(call, &SQL_lock_agent, ret_agent));
    if (!ret_agent->n || !text_equal(row_text(ret_agent, 0, "state"), "ACTIVE"))
        return fail_for(call, STATUS_FAILED_PRECONDITION, "NOT_AN_AGENT", "only active agents call customers");
    return STATUS_OK;
}

enum status claim_to_ring(struct call *call, const struct rows *agent, const char *rule, const char *reason,
                          struct held *held)
{
    struct facts facts;
    const LeadRules *rules;
    Lead *lead = held->lead;
    if (text_equal(lead->owner_id, call->actor))
        return STATUS_OK;
    TRY(lead_step(lead, lead->owner_id ? "reassign" : "assign", &call->error));
    TRY(rules_active(call, &rules));
    TRY(store_facts(call, lead, &facts));
    if (lead->owner_id)
        lead->previous_owner_id = lead->owner_id;
    TRY(place_own(call, rules, &facts, call->actor, row_text(agent, 0, "path"), lead));
    lead->assignment_rule = rule;
    lead->assignment_reason = reason;
    TRY(store_put(call, held));
    struct placement placement = {.rule = rule, .team_path = row_text(agent, 0, "team_path"), .owned = true};
    placement.candidates[placement.n_candidates++] = call->actor;
    place_emit(call, lead, &placement);
    return STATUS_OK;
}
