/* SPDX-License-Identifier: Apache-2.0 */
#include "freshness.h"
#include "period.h"
#include "ratio.h"
#include "rooms.h"
#include "wire/pack.h"

static const struct {
    Satisfaction__Dimension dimension;
    const char *n, *sum, *top;
} dimensions[] = {
    {SATISFACTION__DIMENSION__FUNCTION, "n_function", "sum_function", "top_function"},
    {SATISFACTION__DIMENSION__PERFORMANCE, "n_performance", "sum_performance", "top_performance"},
    {SATISFACTION__DIMENSION__SERVICE_QUALITY, "n_service_quality", "sum_service_quality", "top_service_quality"},
    {SATISFACTION__DIMENSION__SUPPORT, "n_support", "sum_support", "top_support"},
};
enum { N_DIMENSIONS = sizeof dimensions / sizeof *dimensions };

static Ratio *ratio_of(struct call *call, const struct rows *rows, const char *above, const char *below)
{
    return ratio_new(call->arena, row_int(rows, 0, above), row_int(rows, 0, below));
}

static void read_care(struct call *call, const struct rows *rows, GetServiceFiguresReply *out)
{
    out->has_cases = out->has_complaints = true;
    out->cases = row_int(rows, 0, "cases");
    out->complaints = row_int(rows, 0, "complaints");
    out->complaints_per_deal = ratio_of(call, rows, "complaints", "deals");
    out->resolved_in_time = ratio_of(call, rows, "in_time", "resolved");
    out->satisfied = ratio_of(call, rows, "satisfied", "feedback");
    out->response_rate = ratio_of(call, rows, "answered", "sent");
    out->satisfaction = arena_alloc(call->arena, N_DIMENSIONS * sizeof *out->satisfaction);
    for (size_t i = 0; i < N_DIMENSIONS; i++) {
        Satisfaction *one = out->satisfaction[out->n_satisfaction++] = wire_new(call->arena, &satisfaction__descriptor);
        one->has_dimension = true;
        one->dimension = dimensions[i].dimension;
        one->mean = ratio_of(call, rows, dimensions[i].sum, dimensions[i].n);
        one->top_two = ratio_of(call, rows, dimensions[i].top, dimensions[i].n);
    }
}

static void read_quality(struct call *call, const struct rows *rows, GetServiceFiguresReply *out)
{
    int64_t answered = row_int(rows, 0, "answered");
    out->complaints_per_1000_calls = ratio_new(call->arena, 1000 * out->complaints, answered);
    out->average_score = ratio_new(call->arena, row_int(rows, 0, "hundredths"), 100 * row_int(rows, 0, "evaluations"));
    out->fatal_rate = ratio_of(call, rows, "fatal", "evaluations");
    out->coverage = ratio_of(call, rows, "evaluated", "answered");
    out->recording_gap = ratio_of(call, rows, "unaccounted", "answered");
}

RPC(Insights, get_service_figures, GetServiceFiguresRequest, GetServiceFiguresReply)
{
    struct rows rows;
    TRY(period_check(call, "until", in->from, in->until));
    out->time_zone = zone_bind(call, in->time_zone);
    TRY(freshness_open(call, &out->freshness));
    TRY(sql_one(call, &SQL_get_care, "figures", &rows));
    read_care(call, &rows, out);
    TRY(sql_one(call, &SQL_get_quality, "figures", &rows));
    read_quality(call, &rows, out);
    return freshness_close(call, &out->freshness);
}
