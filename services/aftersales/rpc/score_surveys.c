/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "settings.h"

RPC(Aftersales, score_surveys, ScoreSurveysRequest, ScoreSurveysReply)
{
    struct rows rows;
    bind_text(call, "zone", aftersales_settings.zone);
    bind_int(call, "low", aftersales_settings.low_score);
    TRY(sql(call, &SQL_score_surveys, &rows));
    rows_into(call, &rows, out, "scores");
    return STATUS_OK;
}
