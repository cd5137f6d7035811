/* SPDX-License-Identifier: Apache-2.0 */
#include "tiering.h"

#include "revenue.h"
#include "rooms.h"
#include "tier.h"
#include "wire/pack.h"

enum status tier_rules(struct call *call, GetTierRulesReply **ret)
{
    struct rows rows;
    *ret = wire_new(call->arena, &get_tier_rules_reply__descriptor);
    TRY(sql_one(call, &SQL_tier_version, "version", &rows));
    row_into(call, &rows, 0, *ret);
    TRY(sql(call, &SQL_list_tier_rules, &rows));
    rows_into(call, &rows, *ret, "rules");
    return STATUS_OK;
}

static enum status add_revenue(struct call *call, const char *customer_id, struct tier_facts *facts)
{
    struct rows rows;
    bind_text(call, "tiered_id", customer_id);
    bind_time(call, "from_time", revenue_since_us(call));
    TRY(sql(call, &SQL_list_revenue, &rows));
    struct tier_revenue *revenues = arena_alloc(call->arena, (rows.n + 1) * sizeof *revenues);
    for (size_t i = 0; i < rows.n; i++)
        revenues[i] = (struct tier_revenue){row_text(&rows, i, "currency"), row_int(&rows, i, "minor")};
    facts->revenues = revenues;
    facts->n_revenues = rows.n;
    return STATUS_OK;
}

enum status tier_apply(struct call *call, const GetTierRulesReply *rules, const struct rows *rows, size_t row,
                       const char **ret_tier)
{
    struct rows changed;
    struct tier_facts facts = {
        .kind = (Customer__Kind)enum_number(&customer__kind__descriptor, row_text(rows, row, "kind")),
        .industry = row_text(rows, row, "industry"),
        .size_band = row_text(rows, row, "size_band"),
        .region = row_text(rows, row, "region"),
        .income_band = row_text(rows, row, "income_band"),
    };
    const char *id = row_text(rows, row, "id"), *from = row_text(rows, row, "tier");
    if (rules->version == 0 || row_bool(rows, row, "tier_by_hand"))
        return STATUS_OK;
    if (tier_asks_revenue(rules->rules, rules->n_rules))
        TRY(add_revenue(call, id, &facts));
    const char *to = tier_by_rules(rules->rules, rules->n_rules, &facts);
    if (text_equal(from, to))
        return STATUS_OK;
    bind_text(call, "tiered_id", id);
    bind_text(call, "new_tier", to);
    TRY(sql(call, &SQL_set_tier, &changed));
    if (changed.n == 0)
        return STATUS_OK;
    CustomerTierChanged event = CUSTOMER_TIER_CHANGED__INIT;
    event.customer_id = id;
    event.from = from;
    event.to = to;
    event.has_by_hand = event.has_rule_version = 1;
    event.rule_version = rules->version;
    emit(call, &event, "customer", id, row_text(rows, row, "owner_path"));
    if (ret_tier)
        *ret_tier = to;
    return STATUS_OK;
}
