/* SPDX-License-Identifier: Apache-2.0 */
#include "cmocka_first.h"
#include "days.h"

static void days_are_counted_over_leap_years(void **unused)
{
    (void)unused;
    assert_int_equal(day_number("1970-01-01"), 0);
    assert_int_equal(day_number("1970-03-01"), 59);
    assert_int_equal(day_number("2000-02-29"), 11016);
    assert_int_equal(day_number("2026-01-01"), 20454);
    assert_int_equal(day_number("1969-12-31"), -1);
    assert_int_equal(day_number("2100-03-01") - day_number("2100-02-28"), 1);
    assert_int_equal(day_number("2024-03-01") - day_number("2024-02-28"), 2);
}

static void a_period_has_both_its_days(void **unused)
{
    (void)unused;
    assert_int_equal(period_days("2026-02-28", "2026-02-28"), 1);
    assert_int_equal(period_days("2026-01-01", "2026-12-31"), 365);
    assert_int_equal(period_days("2026-01-02", "2026-01-01"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(days_are_counted_over_leap_years), TEST(a_period_has_both_its_days)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
