/* SPDX-License-Identifier: Apache-2.0 */
#include "reopening.h"

#include "clock.h"
#include "pipeline.h"
#include "rooms.h"

enum status opportunity_reopen(struct call *call, Opportunity *opportunity, const char *reason, const char *contract_id)
{
    ListStagesReply pipeline;
    Opportunity before = *opportunity;
    TRY(pipeline_read(call, opportunity->pipeline, &pipeline));
    const PipelineStage *stage = pipeline_find(pipeline.stages, pipeline.n_stages, opportunity->stage);
    opportunity->probability = stage ? stage->probability : 0;
    opportunity->forecast_category = OPPORTUNITY__FORECAST_CATEGORY__PIPELINE;
    opportunity->lost_reason = opportunity->lost_stage = opportunity->competitor = opportunity->contract_id = NULL;
    opportunity->closed_at = NULL;
    opportunity->stage_since = time_message(call, call->now_us);
    TRY(opportunity_save_forecast(call, &before, opportunity));
    TRY(stall_restart(call, opportunity));
    TRY(milestones_changed(call, opportunity));
    OpportunityReopened event = OPPORTUNITY_REOPENED__INIT;
    event.opportunity_id = opportunity->id;
    event.reason = reason;
    event.stage = opportunity->stage;
    event.contract_id = contract_id;
    emit(call, &event, "opportunity", opportunity->id, opportunity->owner_path);
    return STATUS_OK;
}
