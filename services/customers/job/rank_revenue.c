/* SPDX-License-Identifier: Apache-2.0
 * After deals, and once a day because old ones count no more: who brings most of the revenue, and the tiers by it.
 */
#include "revenue.h"
#include "rooms.h"
#include "settings.h"
#include "tier.h"
#include "tiering.h"

#define DAY_US (INT64_C(86400) * 1000000)

static enum status tell(struct call *call)
{
    struct rows rows;
    bind_time(call, "from_time", revenue_since_us(call));
    bind_int(call, "percent", customers_settings.key_account_percent);
    TRY(sql(call, &SQL_rank_key_accounts, &rows));
    for (size_t i = 0; i < rows.n; i++) {
        CustomerKeyAccountChanged changed = CUSTOMER_KEY_ACCOUNT_CHANGED__INIT;
        changed.customer_id = row_text(&rows, i, "customer_id");
        changed.has_key_account = 1;
        changed.key_account = row_bool(&rows, i, "key_account");
        emit(call, &changed, "customer", changed.customer_id, row_text(&rows, i, "owner_path"));
    }
    return STATUS_OK;
}

JOB(rank_revenue, RankRevenueJob)
{
    GetTierRulesReply *rules;
    RetierJob retier = RETIER_JOB__INIT;
    TRY(tell(call));
    if (!in->daily)
        return STATUS_OK;
    TRY(tier_rules(call, &rules));
    if (tier_asks_revenue(rules->rules, rules->n_rules))
        TRY(schedule(call, "retier", "all", call->now_us, &retier));
    return schedule(call, "rank_revenue", "day", call->now_us + DAY_US, in);
}
