/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"

RPC(Opportunities, get_forecast, GetForecastRequest, GetForecastReply)
{
    struct rows rows;
    TRY(sql_one(call, &SQL_get_opportunity, "opportunity", &rows));
    out->opportunity = arena_alloc(call->arena, sizeof *out->opportunity);
    opportunity__init(out->opportunity);
    row_into(call, &rows, 0, out->opportunity);
    TRY(sql(call, &SQL_get_adjustment, &rows));
    if (rows.n > 0) {
        out->adjustment = arena_alloc(call->arena, sizeof *out->adjustment);
        forecast_adjustment__init(out->adjustment);
        row_into(call, &rows, 0, out->adjustment);
    }
    TRY(sql(call, &SQL_list_forecasts, &rows));
    rows_into(call, &rows, out, "said");
    TRY(sql(call, &SQL_list_snapshots, &rows));
    rows_into(call, &rows, out, "snapshots");
    return STATUS_OK;
}
