/* SPDX-License-Identifier: Apache-2.0 */
#include "attain.h"
#include "cmocka_first.h"

static Attainment judged(int64_t actual, int64_t value, uint32_t days, uint32_t elapsed)
{
    Attainment attainment = ATTAINMENT__INIT;
    attainment.actual = actual;
    attainment.working_days = days;
    attainment.working_days_elapsed = elapsed;
    attain_judge(arena, value, 90, &attainment);
    return attainment;
}

static void INS_06_the_run_rate_goes_by_working_days(void **unused)
{
    (void)unused;
    const Attainment half = judged(45, 100, 20, 10);
    assert_int_equal(half.gap, 55);
    assert_string_equal(half.attainment->decimal, "0.4500");
    assert_int_equal(half.run_rate->numerator, 900);
    assert_int_equal(half.run_rate->denominator, 1000);
    assert_false(half.at_risk); /* exactly 90 percent */
    assert_true(judged(44, 100, 20, 10).at_risk);
    assert_false(judged(130, 100, 20, 20).at_risk);
    assert_int_equal(judged(130, 100, 20, 20).gap, -30);
}

static void INS_06_before_the_first_working_day_nothing_is_at_risk(void **unused)
{
    (void)unused;
    const Attainment fresh = judged(0, 100, 20, 0);
    assert_null(fresh.run_rate);
    assert_false(fresh.at_risk);
}

static void a_rate_too_large_for_the_wire_is_left_out(void **unused)
{
    (void)unused;
    assert_null(judged(INT64_MAX / 2, 100, 20, 1).run_rate);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(INS_06_the_run_rate_goes_by_working_days),
        TEST(INS_06_before_the_first_working_day_nothing_is_at_risk),
        TEST(a_rate_too_large_for_the_wire_is_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
