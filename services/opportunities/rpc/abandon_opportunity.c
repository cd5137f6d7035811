/* SPDX-License-Identifier: Apache-2.0 */
#include "held.h"
#include "rooms.h"

RPC(Opportunities, abandon_opportunity, AbandonOpportunityRequest, AbandonOpportunityReply)
{
    struct rows rows;
    Opportunity opportunity;
    TRY(opportunity_hold(call, in->has_expected_version ? &in->expected_version : NULL, "abandon", &opportunity));
    TRY(sql(call, &SQL_find_lost_reason, &rows));
    if (rows.n == 0)
        return bad(call, "reason", "must be one of the register of lost reasons, such as NO_DECISION");
    opportunity.lost_reason = in->reason;
    opportunity.lost_stage = opportunity.stage;
    opportunity.probability = 0;
    opportunity.closed_at = time_message(call, call->now_us);
    TRY(opportunity_save_end(call, &opportunity, in->remark));
    OpportunityAbandoned event = OPPORTUNITY_ABANDONED__INIT;
    event.opportunity_id = opportunity.id;
    event.reason = in->reason;
    event.stage = opportunity.lost_stage;
    emit(call, &event, "opportunity", opportunity.id, opportunity.owner_path);
    out->opportunity = opportunity_answer(call, &opportunity);
    return STATUS_OK;
}
