/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "shelf.h"

RPC(Qa, list_scorecards, ListScorecardsRequest, ListScorecardsReply)
{
    struct rows rows;
    TRY(sql(call, &SQL_list_scorecards, &rows));
    rows_into(call, &rows, out, "scorecards");
    return shelf_fill(call, out->scorecards, out->n_scorecards);
}
