/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>

#include "place.h"
#include "rules.h"

static enum status refuse_if_cooling(struct call *call, const LeadPolicy *policy, const Lead *lead)
{
    if (!text_equal(lead->previous_owner_id, call->actor))
        return STATUS_OK;
    int64_t until = lead_us(lead->released_at) + place_days(policy->cooldown_days);
    if (call->now_us >= until)
        return STATUS_OK;
    return fail_for(call, STATUS_FAILED_PRECONDITION, "COOL_DOWN",
                    "you had this lead last; you may claim it again %" PRIu32 " days after giving it back",
                    policy->cooldown_days);
}

/* The caller's own row, as far as claims are concerned. */
static enum status check_agent(struct call *call, const LeadPolicy *policy, struct rows *ret)
{
    bind_text(call, "agent_id", call->actor);
    bind_int(call, "default_capacity", policy->default_capacity);
    TRY(sql(call, &SQL_lock_agent, ret));
    if (!ret->n || !text_equal(row_text(ret, 0, "state"), "ACTIVE"))
        return fail_for(call, STATUS_FAILED_PRECONDITION, "NOT_AN_AGENT", "only active agents claim leads");
    if (row_int(ret, 0, "claims_today") >= policy->claims_per_day)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "CLAIM_LIMIT", "today's %" PRIu32 " claims are used up",
                        policy->claims_per_day);
    if (row_int(ret, 0, "open_leads") >= row_int(ret, 0, "capacity"))
        return fail_for(call, STATUS_FAILED_PRECONDITION, "CAPACITY", "you have %" PRId64 " open leads of %" PRId64,
                        row_int(ret, 0, "open_leads"), row_int(ret, 0, "capacity"));
    return STATUS_OK;
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

RPC(Leads, claim_lead, ClaimLeadRequest, ClaimLeadReply)
{
    struct held held;
    struct facts facts;
    struct rows agent, rows;
    const LeadRules *rules;
    TRY(store_take(call, in->lead_id, in->has_expected_version, in->expected_version, &held));
    TRY(lead_step(held.lead, "claim", &call->error));
    TRY(rules_active(call, &rules));
    TRY(refuse_if_cooling(call, rules->policy, held.lead));
    TRY(check_agent(call, rules->policy, &agent));
    TRY(store_facts(call, held.lead, &facts));
    place_own(call, rules, &facts, call->actor, row_text(&agent, 0, "path"), held.lead);
    held.lead->assignment_rule = "claim";
    held.lead->assignment_reason = "claimed from the pool";
    bind_int(call, "claims_per_day", rules->policy->claims_per_day);
    TRY(sql(call, &SQL_count_claim, &rows));
    if (!rows.n)
        return fail(call, STATUS_ABORTED, "another claim of yours was faster; repeat this one");
    TRY(store_put(call, &held));
    emit_claimed(call, held.lead, row_text(&agent, 0, "team_path"));
    out->lead = held.lead;
    out->has_claims_left_today = true;
    out->claims_left_today = rules->policy->claims_per_day - (uint32_t)row_int(&agent, 0, "claims_today") - 1;
    return STATUS_OK;
}
