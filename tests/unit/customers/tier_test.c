/* SPDX-License-Identifier: Apache-2.0 */
#include "customers/tier.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static struct tier_facts facts(Customer__Kind kind, const char *industry, const char *size_band, const char *region,
                               const char *income_band)
{
    return (struct tier_facts){
        .kind = kind, .industry = industry, .size_band = size_band, .region = region, .income_band = income_band};
}

static void test_CUS_25_revenue_counts_in_its_currency(void **state)
{
    (void)state;
    TierRule rule = TIER_RULE__INIT, *rules[] = {&rule};
    rule.tier = "A", rule.has_least_revenue_minor = 1, rule.least_revenue_minor = 500, rule.revenue_currency = "CNY";
    const struct tier_revenue enough[] = {{"EUR", 900}, {"CNY", 500}}, less[] = {{"EUR", 900}, {"CNY", 499}};
    struct tier_facts customer = {.kind = CUSTOMER__KIND__PERSON};
    assert_true(tier_asks_revenue(rules, 1));
    assert_null(tier_by_rules(rules, 1, &customer));
    customer.revenues = less, customer.n_revenues = 2;
    assert_null(tier_by_rules(rules, 1, &customer));
    customer.revenues = enough;
    assert_string_equal(tier_by_rules(rules, 1, &customer), "A");
    rule.has_least_revenue_minor = 0;
    assert_false(tier_asks_revenue(rules, 1));
}

static void test_CUS_25_the_first_rule_that_fits_counts(void **state)
{
    (void)state;
    const char *mills[] = {"mill", "press"}, *large[] = {"500-999"};
    TierRule a = TIER_RULE__INIT, b = TIER_RULE__INIT, c = TIER_RULE__INIT, *rules[] = {&a, &b, &c};
    a.tier = "A", a.industries = mills, a.n_industries = 2, a.size_bands = large, a.n_size_bands = 1;
    b.tier = "B", b.industries = mills, b.n_industries = 2;
    c.tier = "C", c.has_kind = 1, c.kind = CUSTOMER__KIND__PERSON;
    const struct {
        struct tier_facts of;
        const char *tier;
    } cases[] = {
        {facts(CUSTOMER__KIND__ORGANISATION, "press", "500-999", "CN", NULL), "A"},
        {facts(CUSTOMER__KIND__ORGANISATION, "mill", "1-9", "CN", NULL), "B"},
        {facts(CUSTOMER__KIND__ORGANISATION, "mill", NULL, NULL, NULL), "B"},
        {facts(CUSTOMER__KIND__PERSON, NULL, NULL, "CN", NULL), "C"},
        {facts(CUSTOMER__KIND__ORGANISATION, "bakery", "500-999", "CN", NULL), NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *tier = tier_by_rules(rules, 3, &cases[i].of);
        if (cases[i].tier)
            assert_string_equal(tier, cases[i].tier);
        else
            assert_null(tier);
    }
    assert_null(tier_by_rules(NULL, 0, &cases[0].of));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_CUS_25_the_first_rule_that_fits_counts),
        cmocka_unit_test(test_CUS_25_revenue_counts_in_its_currency),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
