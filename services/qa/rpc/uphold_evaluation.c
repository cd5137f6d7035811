/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "verdict.h"

RPC(Qa, uphold_evaluation, UpholdEvaluationRequest, UpholdEvaluationReply)
{
    Evaluation evaluation;
    EvaluationUpheld event = EVALUATION_UPHELD__INIT;
    TRY(evaluation_lock(call, in->has_expected_version ? &in->expected_version : NULL, &evaluation));
    TRY(evaluation_may_review(&evaluation, call->actor, &call->error));
    TRY(evaluation_move(&evaluation, "uphold", &call->error));
    evaluation.reviewer_id = call->actor;
    evaluation.concluded_at = time_message(call, call->now_us);
    TRY(verdict_put_review(call, evaluation.id, in->remark));
    TRY(evaluation_save(call, &evaluation));
    event.evaluation_id = evaluation.id;
    event.call_id = evaluation.call_id;
    event.agent_id = evaluation.agent_id;
    event.evaluator_id = evaluation.evaluator_id;
    event.reviewer_id = evaluation.reviewer_id;
    event.has_score_hundredths = true;
    event.score_hundredths = evaluation.score_hundredths;
    emit(call, &event, "evaluation", evaluation.id, evaluation.owner_path);
    out->evaluation = evaluation_answer(call, &evaluation);
    return violations_settle(call, &evaluation);
}
