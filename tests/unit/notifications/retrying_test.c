/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "notifications/retrying.h"

static const char standard[] = "0 5 300 1800 7200 18000 36000 50400 72000 86400";

static void NOT_06_the_schedule_is_that_of_standard_webhooks(void **unused)
{
    static const int64_t expected_s[] = {5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400};
    struct retrying retrying;
    (void)unused;
    assert_true(retrying_read(standard, &retrying));
    assert_int_equal(retrying.n, 10);
    for (unsigned attempts = 1; attempts <= 9; attempts++) {
        int64_t least = retrying_next_us(&retrying, attempts, 0, 0), most = retrying_next_us(&retrying, attempts, 999, 0);
        assert_int_equal(least, expected_s[attempts - 1] * 1000000);
        assert_true(most > least && most < least + least / 5);
    }
    assert_int_equal(retrying_next_us(&retrying, 10, 0, 0), -1);
    assert_int_equal(retrying_next_us(&retrying, 11, 0, 86400), -1);
}

static void NOT_06_a_receiver_may_ask_for_more_time_up_to_a_day(void **unused)
{
    struct retrying retrying;
    (void)unused;
    assert_true(retrying_read(standard, &retrying));
    assert_int_equal(retrying_next_us(&retrying, 1, 0, 120), 120000000);
    assert_int_equal(retrying_next_us(&retrying, 2, 0, 120), 300000000);
    assert_int_equal(retrying_next_us(&retrying, 1, 0, 100000000), 86400000000);
    assert_int_equal(retrying_next_us(&retrying, 1, 0, -5), 5000000);
}

static void schedules_are_checked(void **unused)
{
    static const char *const wrong[] = {"", " ", "x", "1,2", "-1", "1 -2", "604801", "1.5", "99999999999999999999",
        "0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0"};
    struct retrying retrying;
    (void)unused;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(retrying_read(wrong[i], &retrying));
    assert_true(retrying_read("  0  604800 ", &retrying));
    assert_int_equal(retrying.n, 2);
}

static void NOT_06_only_2xx_is_success_and_only_410_is_the_end(void **unused)
{
    static const struct { long status; enum answer_kind kind; } rows[] = {
        {200, ANSWER_TAKEN}, {204, ANSWER_TAKEN}, {299, ANSWER_TAKEN}, {199, ANSWER_AGAIN}, {300, ANSWER_AGAIN},
        {301, ANSWER_AGAIN}, {400, ANSWER_AGAIN}, {404, ANSWER_AGAIN}, {410, ANSWER_GONE}, {500, ANSWER_AGAIN},
        {0, ANSWER_AGAIN}};
    (void)unused;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(answer_kind_of(rows[i].status), rows[i].kind);
}

static void NOT_01_only_the_mailbox_can_refuse_for_good(void **unused)
{
    (void)unused;
    assert_true(mail_is_refused(550) && mail_is_refused(553));
    assert_false(mail_is_refused(250) || mail_is_refused(421) || mail_is_refused(451) || mail_is_refused(535));
    assert_false(mail_is_refused(530) || mail_is_refused(0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(NOT_06_the_schedule_is_that_of_standard_webhooks),
        cmocka_unit_test(NOT_06_a_receiver_may_ask_for_more_time_up_to_a_day),
        cmocka_unit_test(schedules_are_checked),
        cmocka_unit_test(NOT_06_only_2xx_is_success_and_only_410_is_the_end),
        cmocka_unit_test(NOT_01_only_the_mailbox_can_refuse_for_good),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
