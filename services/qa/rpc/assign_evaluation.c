/* SPDX-License-Identifier: Apache-2.0 */
#include "held.h"
#include "rooms.h"

RPC(Qa, assign_evaluation, AssignEvaluationRequest, AssignEvaluationReply)
{
    Evaluation evaluation;
    TRY(evaluation_lock(call, in->has_expected_version ? &in->expected_version : NULL, &evaluation));
    TRY(evaluation_may_have(&evaluation, in->evaluator_id, &call->error));
    TRY(evaluation_move(&evaluation, "assign", &call->error));
    evaluation.evaluator_id = in->evaluator_id;
    evaluation.started_at = NULL;
    TRY(evaluation_save(call, &evaluation));
    out->evaluation = evaluation_answer(call, &evaluation);
    return STATUS_OK;
}
