/* SPDX-License-Identifier: Apache-2.0 */
#include "customers/tier.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void test_CUS_25_the_first_rule_that_fits_counts(void **state)
{
    (void)state;
    const char *mills[] = {"mill", "press"}, *large[] = {"500-999"};
    TierRule a = TIER_RULE__INIT, b = TIER_RULE__INIT, c = TIER_RULE__INIT, *rules[] = {&a, &b, &c};
    a.tier = "A", a.industries = mills, a.n_industries = 2, a.size_bands = large, a.n_size_bands = 1;
    b.tier = "B", b.industries = mills, b.n_industries = 2;
    c.tier = "C", c.has_kind = 1, c.kind = CUSTOMER__KIND__PERSON;
    const struct {
        struct tier_facts facts;
        const char *tier;
    } cases[] = {
        {{CUSTOMER__KIND__ORGANISATION, "press", "500-999", "CN", NULL}, "A"},
        {{CUSTOMER__KIND__ORGANISATION, "mill", "1-9", "CN", NULL}, "B"},
        {{CUSTOMER__KIND__ORGANISATION, "mill", NULL, NULL, NULL}, "B"},
        {{CUSTOMER__KIND__PERSON, NULL, NULL, "CN", NULL}, "C"},
        {{CUSTOMER__KIND__ORGANISATION, "bakery", "500-999", "CN", NULL}, NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *tier = tier_by_rules(rules, 3, &cases[i].facts);
        if (cases[i].tier)
            assert_string_equal(tier, cases[i].tier);
        else
            assert_null(tier);
    }
    assert_null(tier_by_rules(NULL, 0, &cases[0].facts));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_CUS_25_the_first_rule_that_fits_counts)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
