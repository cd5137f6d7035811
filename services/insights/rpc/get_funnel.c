/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"
#include "freshness.h"
#include "funnel.h"
#include "period.h"
#include "rooms.h"

enum { WITHIN_DAYS = 90, ALERT_PERCENT = 50, ALERT_LEAST = 20 };

struct cohort { /* groups by key, the total last */
    struct funnel_counts *groups;
    size_t n;
};

static struct funnel_counts counts_of(struct call *call, const struct rows *rows, size_t row)
{
    struct funnel_counts counts = {.key = row_bool(rows, row, "is_total") ? NULL : row_text(rows, row, "key")};
    counts.reached[0] = row_int(rows, row, "reached_1");
    for (size_t i = 1; i < FUNNEL_STEPS; i++) {
        counts.reached[i] = row_int(rows, row, arena_printf(call->arena, "reached_%zu", i + 1));
        counts.dwelt[i] = row_int(rows, row, arena_printf(call->arena, "dwelt_%zu", i + 1));
        counts.dwell_s[i] = row_int(rows, row, arena_printf(call->arena, "dwell_%zu", i + 1));
    }
    counts.disqualified = row_int(rows, row, "disqualified");
    counts.responses = row_int(rows, row, "responses");
    counts.response_s = row_int(rows, row, "response_s");
    counts.median_response_s = row_int(rows, row, "median_response_s");
    return counts;
}

static enum status read_cohort(struct call *call, const char *from, const char *until, struct cohort *ret)
{
    struct rows rows;
    bind_text(call, "first_day", from);
    bind_text(call, "last_day", until);
    TRY(sql(call, &SQL_list_funnel, &rows));
    ret->n = rows.n;
    ret->groups = arena_alloc(call->arena, rows.n * sizeof *ret->groups);
    for (size_t i = 0; i < rows.n; i++)
        ret->groups[i] = counts_of(call, &rows, i);
    return STATUS_OK;
}

/* A group that the baseline period did not have is compared with nothing. */
static const struct funnel_counts *same_group(const struct cohort *baseline, const struct funnel_counts *counts)
{
    for (size_t i = 0; i < baseline->n; i++)
        if (text_equal(baseline->groups[i].key, counts->key))
            return &baseline->groups[i];
    return NULL;
}

static enum status check(struct call *call, const GetFunnelRequest *in)
{
    TRY(period_check(call, "until", in->from, in->until));
    if (!in->baseline_from != !in->baseline_until)
        return bad(call, "baseline_from", "must be given with baseline_until, or neither");
    return in->baseline_from ? period_check(call, "baseline_until", in->baseline_from, in->baseline_until) : STATUS_OK;
}

static void answer(struct call *call, const GetFunnelRequest *in, const struct cohort *cohort,
                   const struct cohort *baseline, GetFunnelReply *out)
{
    const struct funnel_counts *total = &cohort->groups[cohort->n - 1];
    out->total = funnel_new(call->arena, total, same_group(baseline, total));
    if (!in->has_by || in->by == GET_FUNNEL_REQUEST__BY__TOTAL)
        return;
    out->funnels = arena_alloc(call->arena, cohort->n * sizeof *out->funnels);
    out->n_funnels = cohort->n - 1;
    for (size_t i = 0; i < out->n_funnels; i++) {
        const struct funnel_counts *counts = &cohort->groups[i];
        out->funnels[i] = funnel_new(call->arena, counts, same_group(baseline, counts));
        funnel_judge(out->funnels[i], out->total, in->has_alert_percent ? in->alert_percent : ALERT_PERCENT,
                     in->has_alert_least ? in->alert_least : ALERT_LEAST);
    }
}

RPC(Insights, get_funnel, GetFunnelRequest, GetFunnelReply)
{
    struct rows rows;
    struct cohort cohort, baseline = {NULL, 0};
    TRY(check(call, in));
    out->time_zone = zone_bind(call, in->time_zone);
    if (!in->has_by)
        bind_text(call, "by", "TOTAL");
    bind_int(call, "days", in->has_within_days ? in->within_days : WITHIN_DAYS);
    TRY(freshness_open(call, &out->freshness));
    if (in->baseline_from)
        TRY(read_cohort(call, in->baseline_from, in->baseline_until, &baseline));
    TRY(read_cohort(call, in->from, in->until, &cohort));
    answer(call, in, &cohort, &baseline, out);
    TRY(sql_one(call, &SQL_count_duplicates, "count", &rows));
    out->has_duplicates = true;
    out->duplicates = row_int(&rows, 0, "duplicates");
    return freshness_close(call, &out->freshness);
}
