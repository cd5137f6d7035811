/* SPDX-License-Identifier: Apache-2.0 */
#include "accuracy.h"
#include "period.h"
#include "rooms.h"

RPC(Opportunities, compare_forecasts, CompareForecastsRequest, CompareForecastsReply)
{
    struct rows rows;
    TRY(period_check(in->from, in->until, &call->error));
    TRY(sql(call, &SQL_compare_forecasts, &rows));
    rows_into(call, &rows, out, "rows");
    for (size_t i = 0; i < out->n_rows; i++) {
        ForecastComparison *row = out->rows[i];
        row->has_accuracy_basis_points =
            accuracy_basis_points(row->actual_minor, row->forecast_minor, &row->accuracy_basis_points);
        row->has_manager_accuracy_basis_points =
            accuracy_basis_points(row->actual_minor, row->manager_forecast_minor, &row->manager_accuracy_basis_points);
    }
    return STATUS_OK;
}
