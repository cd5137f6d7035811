/* SPDX-License-Identifier: Apache-2.0
 * The opportunity that a lead asked for is there, perhaps later than we waited.
 */
#include "dealspine/opportunities.pb-c.h"
#include "store.h"

static bool is_awaited(const Lead *lead, const char *opportunity_id)
{
    return lead && text_equal(lead->opportunity_id, opportunity_id) &&
           (lead->state == LEAD__STATE__CONVERTING || lead->state == LEAD__STATE__QUALIFIED);
}

ON(opportunity_created, OpportunityCreated)
{
    struct held held;
    if (!in->lead_id)
        return STATUS_OK;
    TRY(store_find(call, in->lead_id, &held));
    if (!is_awaited(held.lead, in->opportunity_id))
        return STATUS_OK;
    Lead *lead = held.lead;
    TRY(lead_step(lead, "settle", &call->error));
    lead->sla_due_at = lead->recycle_at = lead->next_contact_at = NULL;
    lead->next_contact_channel = NULL;
    TRY(store_put(call, &held));
    TRY(unschedule(call, "conversion_timeout", lead->id));
    LeadConverted event = LEAD_CONVERTED__INIT;
    event.lead_id = lead->id;
    event.customer_id = lead->customer_id;
    event.opportunity_id = lead->opportunity_id;
    event.owner_id = lead->owner_id;
    emit(call, &event, "lead", lead->id, lead->owner_path);
    return STATUS_OK;
}
