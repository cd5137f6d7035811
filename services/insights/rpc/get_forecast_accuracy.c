/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>

#include "freshness.h"
#include "period.h"
#include "ratio.h"
#include "rooms.h"
#include "wire/pack.h"

static void bind_horizons(struct call *call, const GetForecastAccuracyRequest *in)
{
    static const char *const usual[] = {"30", "7"};
    const char **horizons = arena_alloc(call->arena, (in->n_days_before + 1) * sizeof *horizons);
    for (size_t i = 0; i < in->n_days_before; i++)
        horizons[i] = arena_printf(call->arena, "%" PRIu32, in->days_before[i]);
    if (in->n_days_before)
        bind_texts(call, "horizons", horizons, in->n_days_before);
    else
        bind_texts(call, "horizons", usual, 2);
}

static ForecastAccuracy *accuracy_of(struct call *call, const struct rows *rows, size_t row)
{
    ForecastAccuracy *one = wire_new(call->arena, &forecast_accuracy__descriptor);
    one->currency = row_text(rows, row, "currency");
    one->has_days_before = one->has_forecast_minor = one->has_actual_minor = true;
    one->days_before = (uint32_t)row_int(rows, row, "days_before");
    one->forecast_minor = row_int(rows, row, "forecast_minor");
    one->actual_minor = row_int(rows, row, "actual_minor");
    int64_t off = one->actual_minor - one->forecast_minor;
    one->accuracy = ratio_new(call->arena, one->actual_minor - (off < 0 ? -off : off), one->actual_minor);
    return one;
}

RPC(Insights, get_forecast_accuracy, GetForecastAccuracyRequest, GetForecastAccuracyReply)
{
    struct rows rows;
    TRY(period_check(call, "until", in->from, in->until));
    out->time_zone = zone_bind(call, in->time_zone);
    bind_horizons(call, in);
    TRY(freshness_open(call, &out->freshness));
    TRY(sql(call, &SQL_list_forecasts, &rows));
    out->rows = arena_alloc(call->arena, (rows.n + 1) * sizeof *out->rows);
    for (size_t i = 0; i < rows.n; i++)
        out->rows[out->n_rows++] = accuracy_of(call, &rows, i);
    return freshness_close(call, &out->freshness);
}
