/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "verdict.h"

static void emit_revised(struct call *call, const Evaluation *evaluation)
{
    EvaluationRevised event = EVALUATION_REVISED__INIT;
    event.evaluation_id = evaluation->id;
    event.call_id = evaluation->call_id;
    event.agent_id = evaluation->agent_id;
    event.evaluator_id = evaluation->evaluator_id;
    event.reviewer_id = evaluation->reviewer_id;
    event.has_score_hundredths = event.has_first_score_hundredths = true;
    event.score_hundredths = evaluation->score_hundredths;
    event.first_score_hundredths = evaluation->first_score_hundredths;
    event.fatal_codes = evaluation->fatal_codes;
    event.n_fatal_codes = evaluation->n_fatal_codes;
    emit(call, &event, "evaluation", evaluation->id, evaluation->owner_path);
}

RPC(Qa, revise_evaluation, ReviseEvaluationRequest, ReviseEvaluationReply)
{
    Evaluation evaluation;
    const struct answers given = {in->answers, in->n_answers};
    TRY(evaluation_lock(call, in->has_expected_version ? &in->expected_version : NULL, &evaluation));
    TRY(evaluation_may_review(&evaluation, call->actor, &call->error));
    TRY(evaluation_move(&evaluation, "revise", &call->error));
    evaluation.has_first_score_hundredths = true;
    evaluation.first_score_hundredths = evaluation.score_hundredths;
    evaluation.reviewer_id = call->actor;
    evaluation.concluded_at = time_message(call, call->now_us);
    TRY(verdict_score(call, &evaluation, &given));
    TRY(answers_put(call, evaluation.id, ROUND_REVIEWER, &given));
    TRY(verdict_put_review(call, evaluation.id, in->remark));
    TRY(evaluation_save(call, &evaluation));
    emit_revised(call, &evaluation);
    out->evaluation = evaluation_answer(call, &evaluation);
    return violations_settle(call, &evaluation);
}
