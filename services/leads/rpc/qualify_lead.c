/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>

#include "cadence.h"
#include "place.h"
#include "rules.h"
#include "wire/pack.h"

static enum status check_evidence(struct call *call, const QualifyLeadRequest *in)
{
    const struct note {
        const char *field, *text;
    } notes[] = {
        {"urgency_evidence", in->urgency_evidence},
        {"purchasing_power_evidence", in->purchasing_power_evidence},
        {"decision_authority_evidence", in->decision_authority_evidence},
        {"competition_evidence", in->competition_evidence},
    };
    for (size_t i = 0; i < sizeof notes / sizeof *notes; i++)
        if (!lead_evidence_is_clean(notes[i].text))
            return bad(call, notes[i].field, "%s must hold no phone number and no e-mail address", notes[i].field);
    return STATUS_OK;
}

static enum status check_strength(struct call *call, const LeadPolicy *policy, const Lead *lead, uint32_t total)
{
    if (!lead->has_intent || lead->intent == LEAD__INTENT__NONE)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "NO_INTENT",
                        "the score of %" PRId32 " shows no intent to buy; record what conversations showed",
                        lead->score);
    if (total < policy->qualify_min_total)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "BELOW_THRESHOLD",
                        "the four factors add up to %" PRIu32 ", the rules ask for %" PRIu32, total,
                        policy->qualify_min_total);
    return STATUS_OK;
}

static enum status write_qualification(struct call *call, QualifyLeadReply *out)
{
    struct rows rows;
    TRY(sql_one(call, &SQL_put_qualification, "lead", &rows));
    out->qualification = wire_new(call->arena, &lead_qualification__descriptor);
    row_into(call, &rows, 0, out->qualification);
    return STATUS_OK;
}

static void emit_qualified(struct call *call, const Lead *lead, const QualifyLeadRequest *in, uint32_t total)
{
    LeadQualified event = LEAD_QUALIFIED__INIT;
    event.lead_id = lead->id;
    event.customer_id = lead->customer_id;
    event.owner_id = lead->owner_id;
    event.has_urgency = true, event.urgency = in->urgency;
    event.has_purchasing_power = true, event.purchasing_power = in->purchasing_power;
    event.has_decision_authority = true, event.decision_authority = in->decision_authority;
    event.has_competition = true, event.competition = in->competition;
    event.has_total = true, event.total = total;
    emit(call, &event, "lead", lead->id, lead->owner_path);
}

RPC(Leads, qualify_lead, QualifyLeadRequest, QualifyLeadReply)
{
    struct held held;
    struct facts facts;
    const LeadRules *rules;
    uint32_t total = in->urgency + in->purchasing_power + in->decision_authority + in->competition;
    TRY(check_evidence(call, in));
    TRY(store_take(call, in->lead_id, in->has_expected_version, in->expected_version, &held));
    Lead *lead = held.lead;
    TRY(lead_step(lead, "qualify", &call->error));
    TRY(rules_active(call, &rules));
    TRY(check_strength(call, rules->policy, lead, total));
    TRY(store_facts(call, lead, &facts));
    struct cadence next = cadence_next(rules, &facts, cadence_urgency(&facts, (int)in->urgency), lead->intent,
                                       lead->attempts);
    lead->next_contact_at = lead_time(call->arena, call->now_us + place_days(next.days));
    lead->next_contact_channel = next.channel;
    TRY(write_qualification(call, out));
    TRY(store_put(call, &held));
    emit_qualified(call, lead, in, total);
    out->lead = lead;
    return STATUS_OK;
}
