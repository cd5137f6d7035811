/* SPDX-License-Identifier: Apache-2.0
 * A lead is to become an opportunity: it is made, or the lead is linked to one that is there, or refused by event.
 */
#include "beginning.h"
#include "conversion.h"
#include "credit.h"
#include "rooms.h"
#include "schema/rule.h"
#include "settings.h"

static void emit_refused(struct call *call, const LeadConversionRequested *in, const char *reason)
{
    OpportunityConversionRefused event = OPPORTUNITY_CONVERSION_REFUSED__INIT;
    event.opportunity_id = in->opportunity_id;
    event.lead_id = in->lead_id;
    event.customer_id = in->customer_id;
    event.reason = reason;
    emit(call, &event, "opportunity", in->opportunity_id, in->owner_path);
}

static void bind_lead(struct call *call, const LeadConversionRequested *in)
{
    const ProtobufCEnumDescriptor *kinds = &lead__kind__descriptor, *channels = &channel__descriptor;
    Channel channel = in->has_source_channel ? in->source_channel : CHANNEL__SYSTEM;
    bind_text(call, "customer_kind",
              in->has_kind ? enum_word(kinds, in->kind) : NULL);
    bind_text(call, "customer_tier", NULL);
    bind_text(call, "customer_industry", NULL);
    bind_text(call, "title", NULL);
    bind_text(call, "pipeline", NULL);
    bind_text(call, "expected_close", NULL);
    bind_text(call, "currency", is_blank(in->currency) ? opportunities_settings.currency : in->currency);
    bind_text(call, "source_channel", enum_word(channels, channel));
    bind_time(call, "captured_at", in->captured_at ? time_us(in->captured_at) : call->now_us);
}

static enum status create_it(struct call *call, const LeadConversionRequested *in, Opportunity *ret_opportunity)
{
    bind_lead(call, in);
    TRY(opportunity_begin(call, in->opportunity_id, ret_opportunity));
    return ret_opportunity->id ? STATUS_OK : fail(call, STATUS_NOT_FOUND, "no active stage in the pipeline");
}

ON(lead_conversion_requested, LeadConversionRequested)
{
    struct rows rows;
    Opportunity opportunity;
    bool is_there;
    TRY(opportunity_find(call, in->opportunity_id, &opportunity, &is_there));
    const char *refusal = conversion_refusal(in, is_there ? &opportunity : NULL);
    if (refusal) {
        emit_refused(call, in, refusal);
        return STATUS_OK;
    }
    if (!is_there)
        TRY(create_it(call, in, &opportunity));
    TRY(sql(call, &SQL_link_lead, &rows));
    TRY(credit_take_referral(call, &opportunity, is_there));
    opportunity_tell_created(call, &opportunity, in->lead_id, is_there && !text_equal(opportunity.lead_id, in->lead_id));
    return STATUS_OK;
}
