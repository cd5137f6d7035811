/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "shelf.h"

RPC(Qa, retire_scorecard, RetireScorecardRequest, RetireScorecardReply)
{
    QaScorecard *scorecard = NULL;
    TRY(shelf_lock(call, in->code, in->version, &scorecard));
    TRY(scorecard_move(scorecard, "retire", &call->error));
    TRY(shelf_save(call, scorecard));
    out->scorecard = scorecard;
    return STATUS_OK;
}
