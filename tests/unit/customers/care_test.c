/* SPDX-License-Identifier: Apache-2.0 */
#include "customers/care.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

static const CareRule__Calendar SOLAR = CARE_RULE__CALENDAR__SOLAR, CHINESE = CARE_RULE__CALENDAR__CHINESE;

static int64_t day_of(int year, int month, int day)
{
    struct tm tm = {.tm_year = year - 1900, .tm_mon = month - 1, .tm_mday = day};
    return timegm(&tm) / 86400;
}

static struct care_day *days_from(int year, int month, int day)
{
    static struct care_day days[CARE_DAYS];
    struct error error;
    assert_int_equal(care_days(day_of(year, month, day), days, &error), STATUS_OK);
    return days;
}

static void test_CUS_28_festivals_fall_on_the_days_of_their_calendar(void **state)
{
    (void)state;
    const struct {
        int year, month, day;
        CareRule__Calendar calendar;
        unsigned of_month, of_day;
    } cases[] = {
        {2025, 1, 29, CHINESE, 1, 1},   {2026, 2, 17, CHINESE, 1, 1},   {2027, 2, 6, CHINESE, 1, 1},
        {2025, 1, 28, CHINESE, 12, 30}, {2026, 2, 16, CHINESE, 12, 30}, {2025, 5, 31, CHINESE, 5, 5},
        {2025, 10, 6, CHINESE, 8, 15},  {2026, 9, 25, CHINESE, 8, 15},  {2026, 10, 1, SOLAR, 10, 1},
        {2027, 2, 28, SOLAR, 2, 29},    {2028, 2, 29, SOLAR, 2, 29},    {2027, 2, 5, CHINESE, 12, 30},
        {2027, 2, 20, CHINESE, 1, 15},  {2027, 3, 7, CHINESE, 1, 30},   {2027, 3, 8, CHINESE, 2, 1},
        {2030, 2, 3, CHINESE, 1, 1},    {2030, 2, 2, CHINESE, 12, 30},  {2030, 2, 1, CHINESE, 12, 29},
        {2030, 3, 3, CHINESE, 1, 30},   {2030, 3, 4, CHINESE, 2, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct care_day *days = days_from(cases[i].year, cases[i].month, cases[i].day);
        assert_int_equal(care_next(days, cases[i].calendar, cases[i].of_month, cases[i].of_day, 0), 0);
    }
    assert_int_equal(care_next(days_from(2028, 2, 28), SOLAR, 2, 29, 0), -1);
    assert_int_equal(care_next(days_from(2030, 2, 1), CHINESE, 12, 30, 0), -1);
    assert_int_equal(care_next(days_from(2026, 2, 10), CHINESE, 1, 1, 7), 7);
    assert_int_equal(care_next(days_from(2026, 2, 10), CHINESE, 1, 1, 6), -1);
}

static void test_CUS_28_nothing_falls_into_a_leap_month(void **state)
{
    (void)state;
    assert_int_equal(care_next(days_from(2025, 7, 1), CHINESE, 6, 10, 60), 3);
    struct care_day *days = days_from(2025, 8, 3);
    assert_true(days[0].chinese.leap);
    assert_int_equal(days[0].chinese.day, 10);
    assert_int_equal(care_next(days, CHINESE, 6, 10, 10), -1);
    const char *tokens[CARE_TOKENS];
    struct arena *arena = arena_new();
    assert_int_equal(care_tokens(&days[0].chinese, CHINESE, arena, tokens), 0);
    days = days_from(2027, 2, 28);
    assert_int_equal(care_tokens(&days[0].solar, SOLAR, arena, tokens), 4);
    assert_string_equal(tokens[0], "SOLAR-02-28");
    assert_string_equal(tokens[3], "SOLAR-02-31");
    arena_free(arena);
}

static void test_CUS_28_what_is_wrong_with_a_rule(void **state)
{
    (void)state;
    struct error error;
    PutCareRuleRequest rule = PUT_CARE_RULE_REQUEST__INIT;
    rule.occasion = CARE_TASK__OCCASION__FESTIVAL;
    assert_int_equal(care_check_rule(&rule, &error), STATUS_INVALID_ARGUMENT);
    rule.has_calendar = rule.has_month = rule.has_day = 1;
    rule.calendar = CHINESE, rule.month = 2, rule.day = 30;
    assert_int_equal(care_check_rule(&rule, &error), STATUS_OK);
    rule.calendar = SOLAR;
    assert_int_equal(care_check_rule(&rule, &error), STATUS_INVALID_ARGUMENT);
    rule.day = 29;
    assert_int_equal(care_check_rule(&rule, &error), STATUS_OK);
    rule.occasion = CARE_TASK__OCCASION__BIRTHDAY;
    assert_int_equal(care_check_rule(&rule, &error), STATUS_INVALID_ARGUMENT);
    rule.has_calendar = rule.has_month = rule.has_day = 0;
    assert_int_equal(care_check_rule(&rule, &error), STATUS_OK);
    rule.occasion = CARE_TASK__OCCASION__MILESTONE;
    assert_int_equal(care_check_rule(&rule, &error), STATUS_INVALID_ARGUMENT);
}

static void test_CUS_28_the_day_of_a_birth_date(void **state)
{
    (void)state;
    unsigned month, day;
    care_of_date("1980-02-29", &month, &day);
    assert_int_equal(month, 2);
    assert_int_equal(day, 29);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_CUS_28_festivals_fall_on_the_days_of_their_calendar),
        cmocka_unit_test(test_CUS_28_nothing_falls_into_a_leap_month),
        cmocka_unit_test(test_CUS_28_what_is_wrong_with_a_rule),
        cmocka_unit_test(test_CUS_28_the_day_of_a_birth_date),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
