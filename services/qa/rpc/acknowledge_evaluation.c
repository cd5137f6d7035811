/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "verdict.h"

RPC(Qa, acknowledge_evaluation, AcknowledgeEvaluationRequest, AcknowledgeEvaluationReply)
{
    Evaluation evaluation;
    TRY(evaluation_lock(call, in->has_expected_version ? &in->expected_version : NULL, &evaluation));
    TRY(evaluation_may_reply(&evaluation, call->actor, &call->error));
    TRY(verdict_accept(call, &evaluation, "acknowledge"));
    out->evaluation = evaluation_answer(call, &evaluation);
    return unschedule(call, "lapse_evaluation", evaluation.id);
}
