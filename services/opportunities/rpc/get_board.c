/* SPDX-License-Identifier: Apache-2.0 */
#include "held.h"
#include "rooms.h"
#include "schema/rule.h"
#include "zone.h"

RPC(Opportunities, get_board, GetBoardRequest, GetBoardReply)
{
    struct rows rows;
    bind_text(call, "pipeline", in->pipeline);
    TRY(sql_one(call, &SQL_find_pipeline, "pipeline", &rows));
    out->pipeline = row_text(&rows, 0, "code");
    bind_text(call, "board_pipeline", out->pipeline);
    bind_text(call, "lanes", in->has_lanes ? enum_word(&get_board_request__lanes__descriptor, in->lanes) : NULL);
    zone_bind(call);
    TRY(sql(call, &SQL_list_board_columns, &rows));
    rows_into(call, &rows, out, "columns");
    TRY(sql(call, &SQL_list_board_totals, &rows));
    rows_into(call, &rows, out, "totals");
    return STATUS_OK;
}
