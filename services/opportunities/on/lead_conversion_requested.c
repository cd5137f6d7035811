/* SPDX-License-Identifier: Apache-2.0
 * A lead is to become an opportunity: it is made, or the lead is linked to one that is there, or refused by event.
 */
#include "clock.h"
#include "conversion.h"
#include "held.h"
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

static void emit_created(struct call *call, const LeadConversionRequested *in, const Opportunity *opportunity,
                         bool linked)
{
    OpportunityCreated event = OPPORTUNITY_CREATED__INIT;
    event.opportunity_id = opportunity->id;
    event.lead_id = in->lead_id;
    event.has_linked = true;
    event.linked = linked;
    event.customer_id = opportunity->customer_id;
    event.owner_id = opportunity->owner_id;
    event.owner_path = opportunity->owner_path;
    event.has_source_channel = true;
    event.source_channel = opportunity->source_channel;
    event.captured_at = opportunity->captured_at;
    event.stage = opportunity->stage;
    event.product = opportunity->product;
    event.currency = opportunity->currency;
    emit(call, &event, "opportunity", opportunity->id, opportunity->owner_path);
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
    struct rows rows;
    bind_lead(call, in);
    TRY(sql_one(call, &SQL_insert_opportunity, "active stage in the pipeline", &rows));
    TRY(opportunity_visit(call, in->opportunity_id, NULL, row_text(&rows, 0, "stage"), STAGE_VISIT__TRANSITION__ENTER,
                          0, NULL, NULL));
    TRY(sql_one(call, &SQL_get_created, "opportunity", &rows));
    row_into(call, &rows, 0, ret_opportunity);
    return stall_restart(call, ret_opportunity);
}

ON(lead_conversion_requested, LeadConversionRequested)
{
    struct rows rows;
    Opportunity opportunity = OPPORTUNITY__INIT;
    bind_text(call, "id", in->opportunity_id);
    TRY(sql(call, &SQL_lock_opportunity, &rows));
    bool is_there = rows.n > 0;
    if (is_there)
        row_into(call, &rows, 0, &opportunity);
    const char *refusal = conversion_refusal(in, is_there ? &opportunity : NULL);
    if (refusal) {
        emit_refused(call, in, refusal);
        return STATUS_OK;
    }
    if (!is_there)
        TRY(create_it(call, in, &opportunity));
    TRY(sql(call, &SQL_link_lead, &rows));
    emit_created(call, in, &opportunity, is_there && !text_equal(opportunity.lead_id, in->lead_id));
    return STATUS_OK;
}
