/* SPDX-License-Identifier: Apache-2.0 */
#include "trait.h"

#include <inttypes.h>

#include "assess.h"
#include "rules.h"
#include "store.h"

static enum status again(struct call *call, const LeadRules *rules, const char *lead_id, const char *cause)
{
    struct held held;
    struct facts facts;
    TRY(store_find(call, lead_id, &held));
    Lead *lead = held.lead;
    if (!lead || !text_equal(lead->id, lead_id) || !lead_is_open(lead) || lead->state == LEAD__STATE__CONVERTING)
        return STATUS_OK;
    TRY(store_facts(call, lead, &facts));
    TRY(assess_again(call, rules, &facts, &held, cause));
    return store_put(call, &held);
}

enum status trait_follow(struct call *call, const char *customer_id, const char *trait, const char *value)
{
    struct rows rows;
    const LeadRules *rules;
    bind_text(call, "trait_of", customer_id);
    bind_text(call, "trait", trait);
    bind_text(call, "trait_value", value);
    TRY(sql(call, &SQL_put_trait, &rows));
    if (rows.n == 0)
        return STATUS_OK;
    TRY(rules_active(call, &rules));
    for (size_t i = 0; i < rows.n; i++)
        TRY(again(call, rules, row_text(&rows, i, "id"), text_equal(trait, TRAIT_TIER) ? "TIER" : "PROFILE"));
    return STATUS_OK;
}

const char *trait_days(struct call *call, bool given, uint32_t days)
{
    return given ? arena_printf(call->arena, "%" PRIu32, days) : NULL;
}
