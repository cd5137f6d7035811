/* SPDX-License-Identifier: Apache-2.0 */
#include "cmocka_first.h"
#include "ratio.h"

static void INS_04_decimals_are_rounded_half_away_from_zero(void **unused)
{
    (void)unused;
    static const struct {
        int64_t above, below;
        const char *decimal;
    } cases[] = {
        {0, 7, "0.0000"},         {1, 3, "0.3333"},          {2, 3, "0.6667"},       {1, 20000, "0.0001"},
        {1, 20001, "0.0000"},     {-1, 20000, "-0.0001"},    {-1, 20001, "0.0000"},  {3, 2, "1.5000"},
        {-3, 2, "-1.5000"},       {3, -2, "-1.5000"},        {19999, 20000, "1.0000"}, {9, 1, "9.0000"},
        {INT64_MAX, 1, "9223372036854775807.0000"}, {INT64_MAX, INT64_MAX, "1.0000"}, {INT64_MIN, 1, "-9223372036854775808.0000"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(ratio_decimal(arena, cases[i].above, cases[i].below), cases[i].decimal);
}

static void INS_04_a_ratio_of_nothing_has_no_decimal(void **unused)
{
    (void)unused;
    assert_null(ratio_decimal(arena, 5, 0));
    const Ratio *ratio = ratio_new(arena, 5, 0);
    assert_int_equal(ratio->numerator, 5);
    assert_true(ratio->has_denominator);
    assert_null(ratio->decimal);
}

static void ratios_are_compared_exactly(void **unused)
{
    (void)unused;
    assert_true(ratio_is_less(1, 3, 333334, 1000000));
    assert_false(ratio_is_less(1, 3, 333333, 1000000));
    assert_false(ratio_is_less(2, 4, 1, 2));
    assert_true(ratio_is_less(INT64_MAX - 1, INT64_MAX, INT64_MAX, INT64_MAX));
}

static void INS_02_shares_sum_to_the_last_unit(void **unused)
{
    (void)unused;
    static const struct {
        int64_t total, weights[4], shares[4];
    } cases[] = {
        {100, {1, 1, 1, 0}, {34, 33, 33, 0}},
        {10, {3333, 3333, 3334, 0}, {3, 3, 4, 0}},
        {7, {5000, 2500, 2500, 0}, {3, 2, 2, 0}},
        {1, {1, 1, 1, 1}, {1, 0, 0, 0}},
        {0, {1, 2, 3, 4}, {0, 0, 0, 0}},
        {INT64_MAX, {1, 1, 0, 0}, {INT64_MAX / 2 + 1, INT64_MAX / 2, 0, 0}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int64_t shares[4];
        share_out(cases[i].total, cases[i].weights, 4, shares);
        for (size_t k = 0; k < 4; k++)
            assert_true(shares[k] == cases[i].shares[k]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(INS_04_decimals_are_rounded_half_away_from_zero),
        TEST(INS_04_a_ratio_of_nothing_has_no_decimal),
        TEST(ratios_are_compared_exactly),
        TEST(INS_02_shares_sum_to_the_last_unit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
