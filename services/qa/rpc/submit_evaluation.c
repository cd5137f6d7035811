/* SPDX-License-Identifier: Apache-2.0 */
#include "draw.h"
#include "rooms.h"
#include "settings.h"
#include "verdict.h"

static enum status emit_submitted(struct call *call, const Evaluation *evaluation)
{
    struct rows facts;
    EvaluationSubmitted event = EVALUATION_SUBMITTED__INIT;
    bind_text(call, "call_id", evaluation->call_id);
    TRY(sql_one(call, &SQL_find_call, "call", &facts));
    event.evaluation_id = evaluation->id;
    event.call_id = evaluation->call_id;
    event.customer_id = row_text(&facts, 0, "customer_id");
    event.agent_id = evaluation->agent_id;
    event.evaluator_id = evaluation->evaluator_id;
    event.scorecard_code = evaluation->scorecard_code;
    event.has_scorecard_version = event.has_score_hundredths = true;
    event.scorecard_version = evaluation->scorecard_version;
    event.score_hundredths = evaluation->score_hundredths;
    event.fatal_codes = evaluation->fatal_codes;
    event.n_fatal_codes = evaluation->n_fatal_codes;
    event.lapses_at = evaluation->lapses_at;
    emit(call, &event, "evaluation", evaluation->id, evaluation->owner_path);
    return STATUS_OK;
}

/* The agent's days begin. */
static enum status await_agent(struct call *call, Evaluation *evaluation)
{
    LapseEvaluationJob job = LAPSE_EVALUATION_JOB__INIT;
    int64_t lapses_us = call->now_us + qa_settings.silence_days * 86400 * 1000000;
    evaluation->submitted_at = time_message(call, call->now_us);
    evaluation->lapses_at = time_message(call, lapses_us);
    job.id = evaluation->id;
    return schedule(call, "lapse_evaluation", evaluation->id, lapses_us, &job);
}

RPC(Qa, submit_evaluation, SubmitEvaluationRequest, SubmitEvaluationReply)
{
    Evaluation evaluation;
    struct answers saved;
    const struct answers given = {in->answers, in->n_answers};
    TRY(evaluation_lock(call, in->has_expected_version ? &in->expected_version : NULL, &evaluation));
    TRY(evaluation_may_answer(&evaluation, call->actor, &call->error));
    TRY(evaluation_move(&evaluation, "submit", &call->error));
    TRY(answers_read(call, evaluation.id, ROUND_EVALUATOR, &saved));
    const struct answers merged = answers_merge(call, &saved, &given);
    TRY(verdict_score(call, &evaluation, &merged));
    TRY(verdict_note_script(call, &evaluation));
    TRY(answers_put(call, evaluation.id, ROUND_EVALUATOR, &given));
    TRY(await_agent(call, &evaluation));
    TRY(evaluation_save(call, &evaluation));
    TRY(emit_submitted(call, &evaluation));
    TRY(violations_raise(call, &evaluation));
    TRY(draw_complete(call, evaluation.id));
    out->evaluation = evaluation_answer(call, &evaluation);
    return STATUS_OK;
}
