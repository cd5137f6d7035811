/* SPDX-License-Identifier: Apache-2.0 */
#include "rules.h"
#include "store.h"
#include "wire/pack.h"

static enum status check_request(struct call *call, const ConvertLeadRequest *in)
{
    if (in->has_amount_minor && !in->currency)
        return bad(call, "currency", "an amount needs its currency");
    return STATUS_OK;
}

static const char *opportunity_of(struct call *call, const ConvertLeadRequest *in)
{
    char id[ID_TEXT];
    if (in->opportunity_id)
        return in->opportunity_id;
    lead_opportunity_id(in->lead_id, id);
    return arena_strdup(call->arena, id);
}

static enum status watch(struct call *call, const LeadPolicy *policy, const Lead *lead)
{
    ConversionTimeoutJob job = CONVERSION_TIMEOUT_JOB__INIT;
    job.lead_id = lead->id;
    job.opportunity_id = lead->opportunity_id;
    int64_t due = call->now_us + (int64_t)policy->conversion_timeout_minutes * 60 * 1000000;
    return schedule(call, "conversion_timeout", lead->id, due, &job);
}

static void put_factors(LeadConversionRequested *event, const LeadQualification *qualification)
{
    event->has_urgency = true, event->urgency = qualification->urgency;
    event->has_purchasing_power = true, event->purchasing_power = qualification->purchasing_power;
    event->has_decision_authority = true, event->decision_authority = qualification->decision_authority;
    event->has_competition = true, event->competition = qualification->competition;
}

static void emit_requested(struct call *call, const ConvertLeadRequest *in, const Lead *lead,
                           const LeadQualification *qualification)
{
    LeadConversionRequested event = LEAD_CONVERSION_REQUESTED__INIT;
    event.lead_id = lead->id;
    event.customer_id = lead->customer_id;
    event.opportunity_id = lead->opportunity_id;
    event.has_existing = true, event.existing = in->opportunity_id != NULL;
    event.owner_id = lead->owner_id;
    event.owner_path = lead->owner_path;
    event.product = lead->product;
    event.has_source_channel = true, event.source_channel = lead->source_channel;
    event.captured_at = lead->captured_at;
    event.has_amount_minor = in->has_amount_minor, event.amount_minor = in->amount_minor;
    event.currency = in->currency;
    event.interests = lead->interests, event.n_interests = lead->n_interests;
    event.has_kind = lead->has_kind, event.kind = lead->kind;
    put_factors(&event, qualification);
    emit(call, &event, "lead", lead->id, lead->owner_path);
}

RPC(Leads, convert_lead, ConvertLeadRequest, ConvertLeadReply)
{
    struct held held;
    struct rows rows;
    const LeadRules *rules;
    LeadQualification *qualification = wire_new(call->arena, &lead_qualification__descriptor);
    TRY(check_request(call, in));
    TRY(store_take(call, in->lead_id, in->has_expected_version, in->expected_version, &held));
    TRY(lead_step(held.lead, "convert", &call->error));
    if (!held.lead->customer_id)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "NO_CUSTOMER",
                        "this lead came without a contact point, so there is no customer to sell to");
    TRY(rules_active(call, &rules));
    TRY(sql_one(call, &SQL_get_qualification, "qualification", &rows));
    row_into(call, &rows, 0, qualification);
    held.lead->opportunity_id = opportunity_of(call, in);
    TRY(store_put(call, &held));
    TRY(watch(call, rules->policy, held.lead));
    emit_requested(call, in, held.lead, qualification);
    out->lead = held.lead;
    out->opportunity_id = held.lead->opportunity_id;
    return STATUS_OK;
}
