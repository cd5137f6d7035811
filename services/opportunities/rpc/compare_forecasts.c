/* SPDX-License-Identifier: Apache-2.0 */
#include "accuracy.h"
#include "period.h"
#include "rooms.h"
#include "zone.h"

static void judge(ForecastComparison *row)
{
    row->has_accuracy_basis_points =
        accuracy_basis_points(row->actual_minor, row->forecast_minor, &row->accuracy_basis_points);
    row->has_manager_accuracy_basis_points =
        accuracy_basis_points(row->actual_minor, row->manager_forecast_minor, &row->manager_accuracy_basis_points);
}

RPC(Opportunities, compare_forecasts, CompareForecastsRequest, CompareForecastsReply)
{
    struct rows rows;
    TRY(period_check(in->from, in->until, &call->error));
    zone_bind(call);
    TRY(sql(call, &SQL_compare_forecasts, &rows));
    rows_into(call, &rows, out, "rows");
    out->totals = out->rows;
    for (size_t i = 0; i < out->n_rows; i++) {
        judge(out->rows[i]);
        out->n_totals += !out->rows[i]->owner_id; /* they come first */
    }
    out->rows += out->n_totals;
    out->n_rows -= out->n_totals;
    return STATUS_OK;
}
