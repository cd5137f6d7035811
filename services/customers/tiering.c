/* SPDX-License-Identifier: Apache-2.0 */
#include "tiering.h"

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

enum status tier_apply(struct call *call, const GetTierRulesReply *rules, const struct rows *rows, size_t row,
                       const char **ret_tier)
{
    struct rows changed;
    const struct tier_facts facts = {
        .kind = (Customer__Kind)enum_number(&customer__kind__descriptor, row_text(rows, row, "kind")),
        .industry = row_text(rows, row, "industry"),
        .size_band = row_text(rows, row, "size_band"),
        .region = row_text(rows, row, "region"),
        .income_band = row_text(rows, row, "income_band"),
    };
    const char *from = row_text(rows, row, "tier"), *to = tier_by_rules(rules->rules, rules->n_rules, &facts);
    if (rules->version == 0 || row_bool(rows, row, "tier_by_hand") || text_equal(from, to))
        return STATUS_OK;
    const char *id = row_text(rows, row, "id");
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
