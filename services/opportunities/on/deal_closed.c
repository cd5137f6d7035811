/* SPDX-License-Identifier: Apache-2.0
 * A contract is in effect: its opportunity is won, once. A contract without one does not concern. One that is not
 * COMMITTED any more (lost meanwhile) cannot be won: the event is parked until somebody has reopened it.
 */
#include "dealspine/contracts.pb-c.h"
#include "held.h"
#include "rooms.h"

static enum status win(struct call *call, const DealClosed *in, Opportunity *opportunity)
{
    TRY(opportunity_step(opportunity, "win", &call->error));
    opportunity->contract_id = in->contract_id;
    opportunity->amount_minor = in->amount_minor;
    opportunity->probability = 100;
    opportunity->forecast_category = OPPORTUNITY__FORECAST_CATEGORY__CLOSED;
    opportunity->closed_at = in->effective_at ? in->effective_at : time_message(call, call->now_us);
    opportunity->lost_reason = opportunity->lost_stage = NULL;
    TRY(opportunity_save_end(call, opportunity, NULL));
    OpportunityWon event = OPPORTUNITY_WON__INIT;
    event.opportunity_id = opportunity->id;
    event.contract_id = in->contract_id;
    event.customer_id = opportunity->customer_id;
    event.owner_id = opportunity->owner_id;
    event.currency = in->currency;
    event.has_amount_minor = true;
    event.amount_minor = in->amount_minor;
    event.lead_id = opportunity->lead_id;
    emit(call, &event, "opportunity", opportunity->id, opportunity->owner_path);
    return STATUS_OK;
}

ON(deal_closed, DealClosed)
{
    Opportunity opportunity;
    bool found;
    TRY(opportunity_find(call, in->opportunity_id, &opportunity, &found));
    if (!found || opportunity.state == OPPORTUNITY__STATE__WON)
        return STATUS_OK;
    return win(call, in, &opportunity);
}
