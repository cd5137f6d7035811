/* SPDX-License-Identifier: Apache-2.0 */
#include "attain.h"

#include "base/text.h"
#include "rooms.h"
#include "settings.h"
#include "target.h"
#include "wire/pack.h"

struct measure measure_of(const Target *target)
{
    return (struct measure){
        .metric = target->metric, .currency = target->currency, .from = target->from, .until = target->until,
        .zone = target->time_zone, .team_path = target->team_path, .user_id = target->user_id, .scope = "",
    };
}

static void bind_measure(struct call *call, const struct measure *measure)
{
    bind_text(call, "measured", metric_name(measure->metric));
    bind_text(call, "first_day", measure->from);
    bind_text(call, "last_day", measure->until);
    bind_text(call, "zone", measure->zone);
    bind_text(call, "node_path", measure->team_path);
    bind_text(call, "node_user", measure->user_id);
    bind_text(call, "seen_path", measure->scope);
    bind_text(call, "viewer", measure->viewer);
    bind_text(call, "of_calendar", measure->calendar ? measure->calendar : insights_settings.calendar);
}

static CurrencySum *sum_of(struct call *call, const struct rows *rows, size_t row)
{
    CurrencySum *sum = wire_new(call->arena, &currency_sum__descriptor);
    sum->currency = row_text(rows, row, "currency");
    sum->has_amount_minor = sum->has_deals = true;
    sum->amount_minor = row_int(rows, row, "amount_minor");
    sum->deals = row_int(rows, row, "deals");
    return sum;
}

/* Deals by currency: those that count, and those that were reversed. */
static enum status read_deals(struct call *call, const struct measure *measure, Attainment *attainment)
{
    struct rows rows;
    bool money = measure->metric == INSIGHT_METRIC__CODE__REVENUE;
    TRY(sql(call, money ? &SQL_list_revenue : &SQL_list_deals, &rows));
    attainment->sums = arena_alloc(call->arena, (rows.n + 1) * sizeof *attainment->sums);
    attainment->reversed = arena_alloc(call->arena, (rows.n + 1) * sizeof *attainment->reversed);
    for (size_t i = 0; i < rows.n; i++) {
        CurrencySum *sum = sum_of(call, &rows, i);
        if (row_bool(&rows, i, "is_reversed")) {
            attainment->reversed[attainment->n_reversed++] = sum;
            continue;
        }
        attainment->sums[attainment->n_sums++] = sum;
        if (!money)
            attainment->actual += sum->deals;
        else if (text_equal(sum->currency, measure->currency))
            attainment->actual = sum->amount_minor;
    }
    attainment->has_actual = !money || measure->currency;
    return STATUS_OK;
}

static enum status read_count(struct call *call, Attainment *attainment)
{
    struct rows rows;
    TRY(sql_one(call, &SQL_count_actual, "count", &rows));
    attainment->has_actual = true;
    attainment->actual = row_int(&rows, 0, "actual");
    return STATUS_OK;
}

enum status attain(struct call *call, const struct measure *measure, const Target *target, Attainment **ret)
{
    struct rows rows;
    Attainment *attainment = wire_new(call->arena, &attainment__descriptor);
    bind_measure(call, measure);
    attainment->has_metric = true;
    attainment->metric = measure->metric;
    if (measure->metric == INSIGHT_METRIC__CODE__REVENUE || measure->metric == INSIGHT_METRIC__CODE__DEALS)
        TRY(read_deals(call, measure, attainment));
    else
        TRY(read_count(call, attainment));
    TRY(sql_one(call, &SQL_count_working_days, "calendar", &rows));
    row_into(call, &rows, 0, attainment);
    if (target) {
        attainment->target = arena_memdup(call->arena, target, sizeof *target);
        attain_judge(call->arena, target->value, insights_settings.at_risk_percent, attainment);
    }
    *ret = attainment;
    return STATUS_OK;
}
