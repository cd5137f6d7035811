/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "freshness.h"
#include "period.h"
#include "ratio.h"
#include "rooms.h"
#include "wire/pack.h"

enum { WEEK_S = 604800 };

static ActivityFigures *figures_of(struct call *call, const struct rows *rows, size_t row)
{
    ActivityFigures *one = wire_new(call->arena, &activity_figures__descriptor);
    one->type = row_text(rows, row, "type");
    one->has_done = one->has_effective = one->has_weight = true;
    one->done = row_int(rows, row, "done");
    one->effective = row_int(rows, row, "effective");
    one->weight = (uint32_t)row_int(rows, row, "weight");
    one->average_effect = ratio_new(call->arena, row_int(rows, row, "effects"), one->done);
    return one;
}

RPC(Insights, get_activity_figures, GetActivityFiguresRequest, GetActivityFiguresReply)
{
    struct rows rows, stages, costs, open;
    int64_t weighed = 0;
    TRY(period_check(call, "until", in->from, in->until));
    out->time_zone = zone_bind(call, in->time_zone);
    TRY(freshness_open(call, &out->freshness));
    TRY(sql(call, &SQL_list_activities, &rows));
    TRY(sql(call, &SQL_list_activity_stages, &stages));
    rows_into(call, &stages, out, "stages");
    TRY(sql(call, &SQL_list_activity_costs, &costs));
    rows_into(call, &costs, out, "costs");
    TRY(sql_one(call, &SQL_sum_open_time, "figures", &open));
    out->has_contacts = out->has_visits = true;
    out->contacts = row_int(&open, 0, "connects");
    out->types = arena_alloc(call->arena, (rows.n + 1) * sizeof *out->types);
    for (size_t i = 0; i < rows.n; i++) {
        ActivityFigures *one = out->types[out->n_types++] = figures_of(call, &rows, i);
        out->contacts += row_int(&rows, i, "contacts");
        weighed += row_int(&rows, i, "weighed");
        if (one->type && strcmp(one->type, "VISIT") == 0)
            out->visits = one->done;
    }
    out->sales_intensity = ratio_new(call->arena, WEEK_S * weighed, row_int(&open, 0, "open_s"));
    return freshness_close(call, &out->freshness);
}
