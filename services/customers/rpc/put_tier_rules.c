/* SPDX-License-Identifier: Apache-2.0 */
#include "record.h"
#include "rooms.h"

RPC(Customers, put_tier_rules, PutTierRulesRequest, PutTierRulesReply)
{
    struct rows rows;
    RetierJob job = RETIER_JOB__INIT;
    for (size_t i = 0; i < in->n_rules; i++)
        if (in->rules[i]->has_least_revenue_minor != (in->rules[i]->revenue_currency != NULL))
            return bad(call, "rules", "a least revenue has a currency, and a currency a least revenue");
    TRY(sql_one(call, &SQL_tier_version, "version", &rows));
    uint64_t present = (uint64_t)row_int(&rows, 0, "version");
    TRY(version_expect("set of rules", present, in->has_expected_version ? &in->expected_version : NULL, &call->error));
    bind_int(call, "next", (int64_t)present + 1);
    TRY(sql(call, &SQL_add_tier_version, &rows));
    for (size_t i = 0; i < in->n_rules; i++) {
        bind_message(call, in->rules[i]);
        bind_int(call, "nth", (int64_t)i + 1);
        TRY(sql(call, &SQL_add_tier_rule, &rows));
    }
    out->has_version = 1;
    out->version = present + 1;
    return schedule(call, "retier", "all", call->now_us, &job);
}
