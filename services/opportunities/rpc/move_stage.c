/* SPDX-License-Identifier: Apache-2.0 */
#include "clock.h"
#include "held.h"
#include "pipeline.h"
#include "rooms.h"

/* Criteria with evidence: those of earlier calls and of this one; the call's. */
static enum status read_shown(struct call *call, const MoveStageRequest *in, const char ***ret_shown, size_t *ret_n)
{
    struct rows rows;
    TRY(sql(call, &SQL_list_criteria_met, &rows));
    const char **shown = arena_alloc(call->arena, (rows.n + in->n_evidence + 1) * sizeof *shown);
    size_t n = 0;
    for (size_t i = 0; i < rows.n; i++)
        shown[n++] = row_text(&rows, i, "criterion");
    for (size_t i = 0; i < in->n_evidence; i++)
        shown[n++] = in->evidence[i]->criterion;
    *ret_shown = shown;
    *ret_n = n;
    return STATUS_OK;
}

static enum status keep_evidence(struct call *call, const MoveStageRequest *in)
{
    struct rows rows;
    if (in->n_evidence == 0)
        return STATUS_OK;
    const char **criteria = arena_alloc(call->arena, in->n_evidence * sizeof *criteria);
    const char **evidences = arena_alloc(call->arena, in->n_evidence * sizeof *evidences);
    for (size_t i = 0; i < in->n_evidence; i++) {
        criteria[i] = in->evidence[i]->criterion;
        evidences[i] = in->evidence[i]->evidence;
    }
    bind_texts(call, "criteria", criteria, in->n_evidence);
    bind_texts(call, "evidences", evidences, in->n_evidence);
    return sql(call, &SQL_put_evidence, &rows);
}

static StageVisit *visit_message(struct call *call, const MoveStageRequest *in, const char *from,
                                 const struct stage_move *move, int64_t dwell_s)
{
    StageVisit *visit = arena_alloc(call->arena, sizeof *visit);
    stage_visit__init(visit);
    visit->from_stage = from;
    visit->to_stage = move->to->code;
    visit->has_transition = true;
    visit->transition = move->transition;
    visit->moved_at = time_message(call, call->now_us);
    visit->has_dwell_s = true;
    visit->dwell_s = dwell_s;
    visit->override_reason = move->transition == STAGE_VISIT__TRANSITION__SKIP ? in->override_reason : NULL;
    visit->moved_by = call->actor;
    return visit;
}

static void emit_moved(struct call *call, const Opportunity *opportunity, const StageVisit *visit,
                       const struct stage_move *move)
{
    OpportunityStageChanged event = OPPORTUNITY_STAGE_CHANGED__INIT;
    event.opportunity_id = opportunity->id;
    event.from_stage = visit->from_stage;
    event.to_stage = visit->to_stage;
    event.has_transition = event.has_dwell_s = event.has_purchase_stage = true;
    event.transition = visit->transition;
    event.dwell_s = visit->dwell_s;
    event.criteria = (void *)move->met;
    event.n_criteria = move->n_met;
    event.missing_criteria = (void *)move->missing;
    event.n_missing_criteria = move->n_missing;
    event.override_reason = visit->override_reason;
    event.purchase_stage = opportunity->purchase_stage;
    emit(call, &event, "opportunity", opportunity->id, opportunity->owner_path);
}

/* A criterion may ask for more than a person's word. */
static enum status refuse_notes(struct call *call, const MoveStageRequest *in)
{
    struct rows rows;
    const char **criteria = arena_alloc(call->arena, (in->n_evidence + 1) * sizeof *criteria);
    for (size_t i = 0; i < in->n_evidence; i++)
        criteria[i] = in->evidence[i]->criterion;
    bind_texts(call, "criteria", criteria, in->n_evidence);
    TRY(sql(call, &SQL_find_noteless_criterion, &rows));
    if (rows.n == 0)
        return STATUS_OK;
    return fail_for(call, STATUS_FAILED_PRECONDITION, "NOTE_NOT_ENOUGH",
                    "%s is shown by a finished decision step or the effect of an activity, not by a note",
                    row_text(&rows, 0, "code"));
}

static enum status decide_move(struct call *call, const MoveStageRequest *in, const Opportunity *before,
                               struct stage_move *ret_move)
{
    ListStagesReply pipeline;
    const char **shown;
    size_t n_shown;
    TRY(pipeline_read(call, before->pipeline, &pipeline));
    for (size_t i = 0; i < in->n_evidence; i++)
        if (!pipeline_knows(pipeline.stages, pipeline.n_stages, in->evidence[i]->criterion))
            return bad(call, "evidence", "%s is no exit criterion of the pipeline", in->evidence[i]->criterion);
    TRY(refuse_notes(call, in));
    TRY(read_shown(call, in, &shown, &n_shown));
    return pipeline_move(call->arena, pipeline.stages, pipeline.n_stages, before->stage, in->to_stage, shown, n_shown,
                         in->override_reason, ret_move, &call->error);
}

RPC(Opportunities, move_stage, MoveStageRequest, MoveStageReply)
{
    Opportunity opportunity;
    struct stage_move move;
    TRY(opportunity_hold(call, in->has_expected_version ? &in->expected_version : NULL, "move_stage", &opportunity));
    Opportunity before = opportunity;
    TRY(decide_move(call, in, &before, &move));
    TRY(keep_evidence(call, in));
    int64_t dwell_s = (call->now_us - time_us(before.stage_since)) / 1000000;
    opportunity.stage = move.to->code;
    opportunity.stage_since = time_message(call, call->now_us);
    opportunity.probability = move.to->probability;
    out->visit = visit_message(call, in, before.stage, &move, dwell_s);
    TRY(opportunity_visit(call, opportunity.id, before.stage, opportunity.stage, move.transition, dwell_s,
                          out->visit->override_reason, in->override_note));
    TRY(opportunity_save_forecast(call, &before, &opportunity));
    TRY(stall_restart(call, &opportunity));
    emit_moved(call, &opportunity, out->visit, &move);
    out->opportunity = opportunity_answer(call, &opportunity);
    return STATUS_OK;
}
