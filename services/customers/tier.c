/* SPDX-License-Identifier: Apache-2.0 */
#include "tier.h"

#include "base/text.h"

static bool fits(const char *const *list, size_t n, const char *value)
{
    for (size_t i = 0; i < n; i++)
        if (text_equal(list[i], value))
            return true;
    return n == 0;
}

static bool brings(const TierRule *rule, const struct tier_facts *facts)
{
    for (size_t i = 0; i < facts->n_revenues; i++)
        if (text_equal(rule->revenue_currency, facts->revenues[i].currency) &&
            facts->revenues[i].minor >= rule->least_revenue_minor)
            return true;
    return !rule->has_least_revenue_minor;
}

bool tier_asks_revenue(TierRule *const *rules, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (rules[i]->has_least_revenue_minor)
            return true;
    return false;
}

const char *tier_by_rules(TierRule *const *rules, size_t n, const struct tier_facts *facts)
{
    for (size_t i = 0; i < n; i++) {
        const TierRule *rule = rules[i];
        if ((!rule->has_kind || rule->kind == facts->kind) &&
            fits(rule->industries, rule->n_industries, facts->industry) &&
            fits(rule->size_bands, rule->n_size_bands, facts->size_band) &&
            fits(rule->regions, rule->n_regions, facts->region) &&
            fits(rule->income_bands, rule->n_income_bands, facts->income_band) && brings(rule, facts))
            return rule->tier;
    }
    return NULL;
}
