/* SPDX-License-Identifier: Apache-2.0
 * A return visit has found a new need (AFT-17): an opportunity of the deal's owner, under the id that the visit names.
 */
#include "clock.h"
#include "dealspine/aftersales.pb-c.h"
#include "held.h"
#include "rooms.h"
#include "schema/rule.h"
#include "settings.h"

static void emit_created(struct call *call, const Opportunity *made)
{
    OpportunityCreated event = OPPORTUNITY_CREATED__INIT;
    event.opportunity_id = made->id;
    event.customer_id = made->customer_id;
    event.owner_id = made->owner_id;
    event.owner_path = made->owner_path;
    event.has_source_channel = true;
    event.source_channel = made->source_channel;
    event.captured_at = made->captured_at;
    event.stage = made->stage;
    event.product = made->product;
    event.currency = made->currency;
    emit(call, &event, "opportunity", made->id, made->owner_path);
}

/* What the visit does not say is for the owner to find out. */
static void bind_need(struct call *call, const NeedDiscovered *in)
{
    bind_text(call, "id", in->opportunity_id);
    bind_text(call, "customer_kind", NULL);
    bind_text(call, "customer_industry", NULL);
    bind_text(call, "lead_id", NULL);
    bind_text(call, "title", NULL);
    bind_text(call, "pipeline", NULL);
    bind_text(call, "amount_minor", NULL);
    bind_text(call, "expected_close", NULL);
    bind_text(call, "currency", opportunities_settings.currency);
    bind_text(call, "source_channel", enum_word(&channel__descriptor, CHANNEL__PHONE));
    bind_time(call, "captured_at", in->discovered_at ? time_us(in->discovered_at) : call->now_us);
}

ON(need_discovered, NeedDiscovered)
{
    struct rows rows;
    Opportunity made = OPPORTUNITY__INIT;
    bind_need(call, in);
    TRY(sql_one(call, &SQL_insert_opportunity, "active stage in the pipeline", &rows));
    TRY(opportunity_visit(call, in->opportunity_id, NULL, row_text(&rows, 0, "stage"), STAGE_VISIT__TRANSITION__ENTER,
                          0, NULL, NULL));
    TRY(sql_one(call, &SQL_get_created, "opportunity", &rows));
    row_into(call, &rows, 0, &made);
    note(call, "opportunity", made.id);
    TRY(stall_restart(call, &made));
    emit_created(call, &made);
    return STATUS_OK;
}
