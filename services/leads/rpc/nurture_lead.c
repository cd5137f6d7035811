/* SPDX-License-Identifier: Apache-2.0 */
#include "cadence.h"
#include "place.h"
#include "rules.h"

/* A nurtured lead is treated as one whose need is vague, however hot it was. */
static void put_next_contact(struct call *call, const LeadRules *rules, const struct facts *facts,
                             const NurtureLeadRequest *in, Lead *lead)
{
    struct cadence next =
        cadence_next(rules, facts, CADENCE_RULE__URGENCY__LOW, LEAD__INTENT__VAGUE, lead->attempts);
    lead->next_contact_channel = next.channel;
    lead->next_contact_at = in->next_contact_at ? in->next_contact_at
                                                : lead_time(call->arena, call->now_us + place_days(next.days));
}

RPC(Leads, nurture_lead, NurtureLeadRequest, NurtureLeadReply)
{
    struct held held;
    struct facts facts;
    const LeadRules *rules;
    if (in->next_contact_at && lead_us(in->next_contact_at) <= call->now_us)
        return bad(call, "next_contact_at", "next_contact_at must lie in the future");
    TRY(store_take(call, in->lead_id, in->has_expected_version, in->expected_version, &held));
    Lead *lead = held.lead;
    TRY(lead_step(lead, "nurture", &call->error));
    TRY(rules_active(call, &rules));
    TRY(store_facts(call, lead, &facts));
    put_next_contact(call, rules, &facts, in, lead);
    lead->recycle_at = NULL;
    TRY(store_put(call, &held));
    LeadNurturingStarted event = LEAD_NURTURING_STARTED__INIT;
    event.lead_id = lead->id;
    event.customer_id = lead->customer_id;
    event.owner_id = lead->owner_id;
    event.next_contact_at = lead->next_contact_at;
    emit(call, &event, "lead", lead->id, lead->owner_path);
    out->lead = lead;
    return STATUS_OK;
}
