/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/clock.h"
#include "opportunities/scorecard.h"

static int64_t now_us(void)
{
    int64_t us;
    assert_true(time_parse("2026-03-01T23:59:59Z", &us));
    return us;
}

static void days_are_those_of_the_calendar(void **unused)
{
    (void)unused;
    static const struct {
        const char *date;
        int64_t days;
    } rows[] = {{"2026-03-01", 0}, {"2026-03-02", 1}, {"2026-02-28", -1}, {"2026-05-30", 90}, {"2027-03-01", 365}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int64_t days = 9999;
        assert_true(days_until(rows[i].date, now_us(), &days));
        assert_int_equal(days, rows[i].days);
    }
    int64_t days;
    assert_false(days_until(NULL, now_us(), &days));
    assert_false(days_until("2026-02-30", now_us(), &days));
}

static Opportunity__Grade grade(uint32_t total, bool intent, bool need, const char *close)
{
    GradeDefinition high = GRADE_DEFINITION__INIT, medium = GRADE_DEFINITION__INIT, low = GRADE_DEFINITION__INIT;
    GradeDefinition *rules[] = {&high, &medium, &low};
    high.grade = OPPORTUNITY__GRADE__HIGH;
    high.min_total = 14;
    high.needs_strong_intent = high.needs_clear_need = true;
    high.has_max_days_to_close = true;
    high.max_days_to_close = 90;
    medium.grade = OPPORTUNITY__GRADE__MEDIUM;
    medium.min_total = 8;
    low.grade = OPPORTUNITY__GRADE__LOW;
    return scorecard_grade(rules, 3, total, intent, need, close, now_us())->grade;
}

static void high_needs_everything(void **unused)
{
    (void)unused;
    assert_int_equal(grade(14, true, true, "2026-05-30"), OPPORTUNITY__GRADE__HIGH);
    assert_int_equal(grade(13, true, true, "2026-05-30"), OPPORTUNITY__GRADE__MEDIUM);
    assert_int_equal(grade(20, false, true, "2026-05-30"), OPPORTUNITY__GRADE__MEDIUM);
    assert_int_equal(grade(20, true, false, "2026-05-30"), OPPORTUNITY__GRADE__MEDIUM);
    assert_int_equal(grade(20, true, true, "2026-05-31"), OPPORTUNITY__GRADE__MEDIUM);
    assert_int_equal(grade(20, true, true, "2026-02-28"), OPPORTUNITY__GRADE__MEDIUM);
    assert_int_equal(grade(20, true, true, NULL), OPPORTUNITY__GRADE__MEDIUM);
}

static void low_takes_the_rest(void **unused)
{
    (void)unused;
    assert_int_equal(grade(8, false, false, NULL), OPPORTUNITY__GRADE__MEDIUM);
    assert_int_equal(grade(7, true, true, "2026-03-02"), OPPORTUNITY__GRADE__LOW);
    assert_int_equal(grade(0, false, false, NULL), OPPORTUNITY__GRADE__LOW);
}

static void an_override_and_its_reason_come_together(void **unused)
{
    (void)unused;
    struct error error;
    assert_int_equal(scorecard_override(false, NULL, &error), STATUS_OK);
    assert_int_equal(scorecard_override(true, "KNOWN_CUSTOMER", &error), STATUS_OK);
    assert_int_equal(scorecard_override(true, NULL, &error), STATUS_INVALID_ARGUMENT);
    assert_string_equal(error.field, "override_reason");
    assert_int_equal(scorecard_override(false, "KNOWN_CUSTOMER", &error), STATUS_INVALID_ARGUMENT);
    assert_string_equal(error.field, "override_grade");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_are_those_of_the_calendar),
        cmocka_unit_test(high_needs_everything),
        cmocka_unit_test(low_takes_the_rest),
        cmocka_unit_test(an_override_and_its_reason_come_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
