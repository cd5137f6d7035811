/* SPDX-License-Identifier: Apache-2.0 */
#include "revenue.h"

#include "rooms.h"
#include "settings.h"
#include "tiering.h"

#define SECOND_US INT64_C(1000000)
#define DAY_US (86400 * SECOND_US)
#define ROUND_US (5 * SECOND_US)

int64_t revenue_since_us(const struct call *call)
{
    return call->now_us - customers_settings.key_account_days * DAY_US;
}

enum status revenue_rank_soon(struct call *call)
{
    RankRevenueJob job = RANK_REVENUE_JOB__INIT;
    return schedule(call, "rank_revenue", "soon", (call->now_us / ROUND_US + 1) * ROUND_US, &job);
}

enum status revenue_changed(struct call *call, const char *record_id)
{
    struct rows rows;
    GetTierRulesReply *rules;
    TRY(tier_rules(call, &rules));
    bind_text(call, "record_id", record_id);
    TRY(sql(call, &SQL_find_untiered, &rows));
    if (rows.n)
        TRY(tier_apply(call, rules, &rows, 0, NULL));
    return revenue_rank_soon(call);
}
