/* SPDX-License-Identifier: Apache-2.0 */
#include "reopening.h"
#include "rooms.h"
#include "settings.h"

RPC(Opportunities, reopen_opportunity, ReopenOpportunityRequest, ReopenOpportunityReply)
{
    Opportunity opportunity;
    TRY(opportunity_hold(call, in->has_expected_version ? &in->expected_version : NULL, "reopen", &opportunity));
    TRY(opportunity_may_reopen(time_us(opportunity.closed_at), call->now_us, opportunities_settings.reopen_days,
                               &call->error));
    TRY(opportunity_reopen(call, &opportunity, in->reason, NULL));
    out->opportunity = opportunity_answer(call, &opportunity);
    return STATUS_OK;
}
