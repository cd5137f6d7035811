/* SPDX-License-Identifier: Apache-2.0 */
#include "finding.h"
#include "held.h"
#include "rooms.h"
#include "shelf.h"
#include "vault.h"

static enum status read_answers(struct call *call, const char *id, GetEvaluationReply *out)
{
    struct answers answers;
    TRY(answers_read(call, id, ROUND_EVALUATOR, &answers));
    out->answers = answers.list;
    out->n_answers = answers.n;
    TRY(answers_read(call, id, ROUND_REVIEWER, &answers));
    out->revised_answers = answers.list;
    out->n_revised_answers = answers.n;
    return STATUS_OK;
}

RPC(Qa, get_evaluation, GetEvaluationRequest, GetEvaluationReply)
{
    struct rows rows;
    Evaluation evaluation = EVALUATION__INIT;
    TRY(sql_one(call, &SQL_get_evaluation, "evaluation", &rows));
    row_into(call, &rows, 0, &evaluation);
    TRY(vault_read(call, &rows, 0, "sealed_appeal", in->id, "appeal", &out->appeal_reason));
    TRY(vault_read(call, &rows, 0, "sealed_review", in->id, "review", &out->review_remark));
    out->evaluation = evaluation_answer(call, &evaluation);
    TRY(shelf_get(call, evaluation.scorecard_code, evaluation.scorecard_version, &out->scorecard));
    TRY(read_answers(call, in->id, out));
    TRY(sql(call, &SQL_list_violations, &rows));
    rows_into(call, &rows, out, "violations");
    return STATUS_OK;
}
