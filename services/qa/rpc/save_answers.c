/* SPDX-License-Identifier: Apache-2.0 */
#include "finding.h"
#include "held.h"
#include "rooms.h"
#include "shelf.h"

RPC(Qa, save_answers, SaveAnswersRequest, SaveAnswersReply)
{
    Evaluation evaluation;
    QaScorecard *scorecard = NULL;
    const struct answers given = {in->answers, in->n_answers};
    TRY(evaluation_lock(call, in->has_expected_version ? &in->expected_version : NULL, &evaluation));
    TRY(evaluation_may_answer(&evaluation, call->actor, &call->error));
    TRY(evaluation_move(&evaluation, "save", &call->error));
    TRY(shelf_get(call, evaluation.scorecard_code, evaluation.scorecard_version, &scorecard));
    TRY(answers_check(scorecard, given.list, given.n, &call->error));
    TRY(answers_put(call, evaluation.id, ROUND_EVALUATOR, &given));
    TRY(evaluation_save(call, &evaluation));
    out->evaluation = evaluation_answer(call, &evaluation);
    return STATUS_OK;
}
