/* SPDX-License-Identifier: Apache-2.0 */
#include "clock.h"
#include "held.h"
#include "rooms.h"

RPC(Opportunities, review_opportunity, ReviewOpportunityRequest, ReviewOpportunityReply)
{
    Opportunity opportunity;
    struct clocks clocks;
    OpportunityReviewed event = OPPORTUNITY_REVIEWED__INIT;
    TRY(opportunity_hold(call, in->has_expected_version ? &in->expected_version : NULL, "work", &opportunity));
    TRY(clocks_read(call, &opportunity, &clocks));
    TRY(clock_day(call, call->now_us, clocks.review_days, &out->next_review_on));
    opportunity.reviewed_at = time_message(call, call->now_us);
    TRY(opportunity_save(call, &opportunity));
    event.opportunity_id = opportunity.id;
    event.next_review_on = out->next_review_on;
    emit(call, &event, "opportunity", opportunity.id, opportunity.owner_path);
    out->opportunity = opportunity_answer(call, &opportunity);
    return STATUS_OK;
}
