/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "held.h"
#include "rooms.h"

static enum status check_reason(struct call *call, const LoseOpportunityRequest *in)
{
    struct rows rows;
    if (strcmp(in->reason, "COMPETITOR") == 0 && is_blank(in->competitor))
        return bad(call, "competitor", "must name the competitor, by its code, with reason COMPETITOR");
    TRY(sql(call, &SQL_find_lost_reason, &rows));
    if (rows.n == 0)
        return bad(call, "reason", "must be one of the register of lost reasons, such as PRICE");
    return STATUS_OK;
}

static void emit_lost(struct call *call, const Opportunity *opportunity)
{
    OpportunityLost event = OPPORTUNITY_LOST__INIT;
    event.opportunity_id = opportunity->id;
    event.reason = opportunity->lost_reason;
    event.stage = opportunity->lost_stage;
    event.has_purchase_stage = event.has_amount_minor = true;
    event.purchase_stage = opportunity->purchase_stage;
    event.competitor = opportunity->competitor;
    event.currency = opportunity->currency;
    event.amount_minor = opportunity->amount_minor;
    emit(call, &event, "opportunity", opportunity->id, opportunity->owner_path);
}

RPC(Opportunities, lose_opportunity, LoseOpportunityRequest, LoseOpportunityReply)
{
    Opportunity opportunity;
    TRY(opportunity_hold(call, in->has_expected_version ? &in->expected_version : NULL, "lose", &opportunity));
    TRY(check_reason(call, in));
    opportunity.lost_reason = in->reason;
    opportunity.lost_stage = opportunity.stage;
    opportunity.competitor = in->competitor;
    opportunity.probability = 0;
    opportunity.closed_at = time_message(call, call->now_us);
    TRY(opportunity_save_end(call, &opportunity, in->remark));
    emit_lost(call, &opportunity);
    out->opportunity = opportunity_answer(call, &opportunity);
    return STATUS_OK;
}
