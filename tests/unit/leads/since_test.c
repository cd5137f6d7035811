/* SPDX-License-Identifier: Apache-2.0
 * What is told of later than it was: the first response and the clock of recycling.
 */
#include "since.h"

#include "sample.h"

#define MINUTE INT64_C(60000000)
#define DAY (INT64_C(1440) * MINUTE)

static void test_LEA_12_a_response_counts_when_it_was_if_told_soon(void **state)
{
    static const struct {
        int64_t at, told, counts;
    } rows[] = {
        {100 * DAY, 100 * DAY, 100 * DAY},
        {100 * DAY, 100 * DAY + 15 * MINUTE, 100 * DAY},
        {100 * DAY, 100 * DAY + 15 * MINUTE + 1, 100 * DAY + 15 * MINUTE + 1},
        {79 * DAY, 100 * DAY, 100 * DAY},
        {100 * DAY + 5, 100 * DAY, 100 * DAY + 5},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(since_response_us(rows[i].at, rows[i].told), rows[i].counts);
}

static void test_LEA_26_only_what_is_newer_begins_the_clock_anew(void **state)
{
    static const struct {
        int64_t at, last, assigned;
        bool anew;
    } rows[] = {
        {100 * DAY, 0, 90 * DAY, true},
        {100 * DAY, 99 * DAY, 90 * DAY, true},
        {79 * DAY, 100 * DAY, 70 * DAY, false},
        {79 * DAY, 0, 90 * DAY, false},
        {90 * DAY, 0, 90 * DAY, false},
        {100 * DAY, 0, 0, true},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(since_begins_anew(rows[i].at, rows[i].last, rows[i].assigned), rows[i].anew);
    assert_int_equal(since_latest(0, 5), 5);
    assert_int_equal(since_latest(7, 5), 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_LEA_12_a_response_counts_when_it_was_if_told_soon),
        CASE(test_LEA_26_only_what_is_newer_begins_the_clock_anew),
    };
    return cmocka_run_group_tests_name("since", tests, NULL, NULL);
}
