/* SPDX-License-Identifier: Apache-2.0 */
#include "held.h"
#include "pipeline.h"
#include "rooms.h"
#include "settings.h"

RPC(Opportunities, reopen_opportunity, ReopenOpportunityRequest, ReopenOpportunityReply)
{
    Opportunity opportunity;
    ListStagesReply pipeline;
    TRY(opportunity_hold(call, in->has_expected_version ? &in->expected_version : NULL, "reopen", &opportunity));
    Opportunity before = opportunity;
    TRY(opportunity_may_reopen(time_us(opportunity.closed_at), call->now_us, opportunities_settings.reopen_days,
                               &call->error));
    TRY(pipeline_read(call, &pipeline));
    opportunity.probability = pipeline_find(pipeline.stages, pipeline.n_stages, opportunity.stage)->probability;
    opportunity.forecast_category = OPPORTUNITY__FORECAST_CATEGORY__PIPELINE;
    opportunity.lost_reason = opportunity.lost_stage = opportunity.competitor = NULL;
    opportunity.closed_at = NULL;
    opportunity.stage_since = time_message(call, call->now_us);
    TRY(opportunity_save_forecast(call, &before, &opportunity));
    OpportunityReopened event = OPPORTUNITY_REOPENED__INIT;
    event.opportunity_id = opportunity.id;
    event.reason = in->reason;
    event.stage = opportunity.stage;
    emit(call, &event, "opportunity", opportunity.id, opportunity.owner_path);
    out->opportunity = opportunity_answer(call, &opportunity);
    return STATUS_OK;
}
