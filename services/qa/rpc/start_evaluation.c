/* SPDX-License-Identifier: Apache-2.0 */
#include "held.h"
#include "rooms.h"
#include "shelf.h"
#include "verdict.h"

RPC(Qa, start_evaluation, StartEvaluationRequest, StartEvaluationReply)
{
    Evaluation evaluation;
    TRY(evaluation_lock(call, NULL, &evaluation));
    TRY(evaluation_may_start(&evaluation, call->actor, &call->error));
    TRY(evaluation_move(&evaluation, "start", &call->error));
    TRY(verdict_note_script(call, &evaluation));
    evaluation.evaluator_id = call->actor;
    evaluation.started_at = time_message(call, call->now_us);
    TRY(shelf_get(call, evaluation.scorecard_code, evaluation.scorecard_version, &out->scorecard));
    TRY(evaluation_save(call, &evaluation));
    out->evaluation = evaluation_answer(call, &evaluation);
    return STATUS_OK;
}
