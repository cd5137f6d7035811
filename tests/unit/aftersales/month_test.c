/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "aftersales/month.h"

static void assert_after(const char *day, const char *next)
{
    char found[DAY_TEXT];
    assert_true(months_after(day, 1, found));
    assert_string_equal(found, next);
}

static void AFT_09_a_month_later_is_the_same_day(void **unused)
{
    (void)unused;
    assert_after("2026-01-15", "2026-02-15");
    assert_after("2026-12-31", "2027-01-31");
    assert_after("2026-04-30", "2026-05-30");
}

static void AFT_09_or_the_last_one_of_a_shorter_month(void **unused)
{
    (void)unused;
    assert_after("2026-01-31", "2026-02-28");
    assert_after("2028-01-30", "2028-02-29");
    assert_after("2100-01-29", "2100-02-28");
    assert_after("2000-01-31", "2000-02-29");
    assert_after("2026-05-31", "2026-06-30");
    assert_after("2026-02-28", "2026-03-28");
}

static void AFT_15_a_quarter_later(void **unused)
{
    (void)unused;
    char found[DAY_TEXT];
    assert_true(months_after("2026-01-31", 3, found));
    assert_string_equal(found, "2026-04-30");
    assert_true(months_after("2026-11-30", 3, found));
    assert_string_equal(found, "2027-02-28");
    assert_true(months_after("2026-03-05", 36, found));
    assert_string_equal(found, "2029-03-05");
    assert_true(months_after("2026-12-31", 12, found));
    assert_string_equal(found, "2027-12-31");
}

static void what_is_no_day_has_no_next_month(void **unused)
{
    (void)unused;
    char found[DAY_TEXT];
    assert_false(months_after("2026-02-30", 1, found));
    assert_false(months_after("soon", 1, found));
    assert_false(months_after("9999-12-01", 1, found));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(AFT_09_a_month_later_is_the_same_day),
        cmocka_unit_test(AFT_09_or_the_last_one_of_a_shorter_month),
        cmocka_unit_test(AFT_15_a_quarter_later),
        cmocka_unit_test(what_is_no_day_has_no_next_month),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
