/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "shelf.h"
#include "wire/pack.h"

RPC(Qa, draft_scorecard, DraftScorecardRequest, DraftScorecardReply)
{
    struct rows rows;
    TRY(criteria_check(in->criteria, in->n_criteria, &call->error));
    TRY(sql_one(call, &SQL_draft_scorecard, "draft", &rows));
    QaScorecard *scorecard = wire_new(call->arena, &qa_scorecard__descriptor);
    row_into(call, &rows, 0, scorecard);
    TRY(scorecard_move(scorecard, "revise", &call->error));
    scorecard->criteria = in->criteria;
    scorecard->n_criteria = in->n_criteria;
    TRY(shelf_put_criteria(call, scorecard));
    out->scorecard = scorecard;
    return STATUS_OK;
}
