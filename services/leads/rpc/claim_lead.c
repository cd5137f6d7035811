/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>

#include "claiming.h"
#include "rules.h"

static enum status refuse_if_cooling(struct call *call, const LeadPolicy *policy, const Lead *lead)
{
    if (!claim_cools_until(call, policy, lead))
        return STATUS_OK;
    return fail_for(call, STATUS_FAILED_PRECONDITION, "COOL_DOWN",
                    "you had this lead last; you may claim it again %" PRIu32 " days after giving it back",
                    policy->cooldown_days);
}

RPC(Leads, claim_lead, ClaimLeadRequest, ClaimLeadReply)
{
    struct held held;
    struct rows agent;
    const LeadRules *rules;
    const char *to;
    TRY(store_take(call, in->lead_id, in->has_expected_version, in->expected_version, &held));
    TRY(lifecycle_step(&lead_lifecycle, lead_state_name(held.lead->state), "claim", &to, &call->error));
    TRY(rules_active(call, &rules));
    TRY(refuse_if_cooling(call, rules->policy, held.lead));
    TRY(claim_check_agent(call, rules->policy, &agent));
    TRY(claim_apply(call, rules, &agent, "claimed from the pool", &held));
    out->lead = held.lead;
    out->has_claims_left_today = true;
    out->claims_left_today = rules->policy->claims_per_day - (uint32_t)row_int(&agent, 0, "claims_today") - 1;
    return STATUS_OK;
}
