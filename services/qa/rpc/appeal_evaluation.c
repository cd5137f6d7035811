/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "verdict.h"

RPC(Qa, appeal_evaluation, AppealEvaluationRequest, AppealEvaluationReply)
{
    Evaluation evaluation;
    EvaluationAppealed event = EVALUATION_APPEALED__INIT;
    TRY(evaluation_lock(call, in->has_expected_version ? &in->expected_version : NULL, &evaluation));
    TRY(evaluation_may_reply(&evaluation, call->actor, &call->error));
    TRY(evaluation_move(&evaluation, "appeal", &call->error));
    TRY(verdict_put_appeal(call, evaluation.id, in->reason));
    TRY(evaluation_save(call, &evaluation));
    event.evaluation_id = evaluation.id;
    event.call_id = evaluation.call_id;
    event.agent_id = evaluation.agent_id;
    event.evaluator_id = evaluation.evaluator_id;
    event.has_score_hundredths = true;
    event.score_hundredths = evaluation.score_hundredths;
    emit(call, &event, "evaluation", evaluation.id, evaluation.owner_path);
    out->evaluation = evaluation_answer(call, &evaluation);
    return unschedule(call, "lapse_evaluation", evaluation.id);
}
