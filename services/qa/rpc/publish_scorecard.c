/* SPDX-License-Identifier: Apache-2.0 */
#include "held.h"
#include "rooms.h"
#include "shelf.h"

static enum status retire(struct call *call, const char *code)
{
    QaScorecard *former;
    TRY(shelf_published(call, code, &former));
    if (!former)
        return STATUS_OK;
    TRY(scorecard_move(former, "retire", &call->error));
    return shelf_save(call, former);
}

RPC(Qa, publish_scorecard, PublishScorecardRequest, PublishScorecardReply)
{
    QaScorecard *scorecard = NULL;
    TRY(shelf_lock(call, in->code, in->version, &scorecard));
    TRY(scorecard_move(scorecard, "publish", &call->error));
    TRY(scorecard_check(scorecard, &call->error));
    TRY(retire(call, in->code));
    scorecard->published_at = time_message(call, call->now_us);
    TRY(shelf_save(call, scorecard));
    out->scorecard = scorecard;
    return STATUS_OK;
}
