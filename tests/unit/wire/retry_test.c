/* SPDX-License-Identifier: Apache-2.0
 * Which failures are tried again, how often, and who gets the next call; and the heap of timers.
 */
#include "wire/retry.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdlib.h>

#include "wire/timers.h"

enum { NO = EXECUTED_NO, YES = EXECUTED_YES, MAYBE = EXECUTED_UNCERTAIN };

static void only_safe_and_passing_failures_are_tried_again(void **state)
{
    (void)state;
    const struct {
        enum status status;
        int executed;
        bool query, keyed, again;
    } rows[] = {
        {STATUS_UNAVAILABLE, NO, false, false, true},        {STATUS_RESOURCE_EXHAUSTED, NO, false, false, true},
        {STATUS_UNAVAILABLE, MAYBE, false, false, false},    {STATUS_UNAVAILABLE, MAYBE, true, false, true},
        {STATUS_UNAVAILABLE, MAYBE, false, true, true},      {STATUS_UNAVAILABLE, YES, false, false, false},
        {STATUS_INVALID_ARGUMENT, NO, true, true, false},    {STATUS_FAILED_PRECONDITION, NO, true, true, false},
        {STATUS_ABORTED, NO, true, true, false},             {STATUS_INTERNAL, MAYBE, true, true, false},
        {STATUS_DEADLINE_EXCEEDED, NO, true, true, false},   {STATUS_PERMISSION_DENIED, NO, true, true, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct attempt attempt = {0, rows[i].query, rows[i].keyed, 1000, 9000};
        struct error error = {.status = rows[i].status, .executed = (enum executed)rows[i].executed};
        assert_int_equal(retry_at_ms(&attempt, &error, 5) >= 0, rows[i].again);
    }
}

static void at_most_twice_and_within_the_deadline(void **state)
{
    (void)state;
    struct error error = {.status = STATUS_UNAVAILABLE, .executed = EXECUTED_NO, .retry_after_ms = 100};
    struct attempt attempt = {1, false, false, 1000, 2000};
    assert_in_range(retry_at_ms(&attempt, &error, 0), 1050, 1149);
    assert_in_range(retry_at_ms(&attempt, &error, 99), 1050, 1149);
    attempt.deadline_ms = 1050;
    assert_int_equal(retry_at_ms(&attempt, &error, 0), -1);
    attempt.deadline_ms = 2000;
    attempt.retries = RETRIES_MAX;
    assert_int_equal(retry_at_ms(&attempt, &error, 0), -1);
}

static void pauses_double_from_100_ms_to_5_s(void **state)
{
    (void)state;
    const uint32_t expected[] = {100, 200, 400, 800, 1600, 3200, 5000, 5000};
    uint32_t ms = 0;
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
        assert_int_equal(ms = back_off_ms(ms), expected[i]);
    for (uint32_t random = 0; random < 1000; random++)
        assert_in_range(jitter_ms(100, random), 50, 149);
    assert_int_equal(jitter_ms(0, 7), 0);
}

static void budget_is_a_tenth_of_the_calls(void **state)
{
    (void)state;
    struct budget budget;
    unsigned spent = 0;
    budget_init(&budget, 0);
    while (budget_spend(&budget, 0))
        spent++;
    assert_int_equal(spent, 100);
    for (unsigned i = 0; i < 95; i++)
        budget_earn(&budget);
    for (spent = 0; budget_spend(&budget, 0);)
        spent++;
    assert_int_equal(spent, 9);
    for (spent = 0; budget_spend(&budget, 3500);) /* and one a second */
        spent++;
    assert_int_equal(spent, 3);
    assert_true(budget_spend(&budget, 4000));
    assert_false(budget_spend(&budget, 4100));
    for (spent = 0; budget_spend(&budget, INT64_C(1000000000));)
        spent++;
    assert_int_equal(spent, 100);
}

static void the_less_loaded_of_two_is_chosen(void **state)
{
    (void)state;
    const uint32_t one[] = {9}, three[] = {5, 1, 9};
    unsigned taken[3] = {0};
    assert_int_equal(choose_less(one, 1, 12345), 0);
    srandom(1);
    for (int i = 0; i < 3000; i++)
        taken[choose_less(three, 3, (uint64_t)random() << 32 | (uint64_t)random())]++;
    assert_int_equal(taken[2], 0); /* the most loaded of three never wins a pair of different ones */
    assert_in_range(taken[1], 1850, 2150);
    assert_in_range(taken[0], 850, 1150);
}

static void timers_come_in_order(void **state)
{
    (void)state;
    enum { N = 500 };
    static struct timer rows[N];
    struct timers timers = {0};
    srandom(2);
    for (int i = 0; i < N; i++)
        timers_set(&timers, &rows[i], random() % 1000);
    for (int i = 0; i < N; i += 3)
        timers_set(&timers, &rows[i], random() % 1000);
    for (int i = 0; i < N; i += 5)
        timers_drop(&timers, &rows[i]);
    timers_drop(&timers, &rows[0]);
    int64_t last = -1;
    int n = 0;
    for (struct timer *timer; (timer = timers_first(&timers)); n++) {
        assert_true(timer->due_ms >= last);
        last = timer->due_ms;
        timers_drop(&timers, timer);
    }
    assert_int_equal(n, N - N / 5);
    timers_done(&timers);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_safe_and_passing_failures_are_tried_again),
        cmocka_unit_test(at_most_twice_and_within_the_deadline),
        cmocka_unit_test(pauses_double_from_100_ms_to_5_s),
        cmocka_unit_test(budget_is_a_tenth_of_the_calls),
        cmocka_unit_test(the_less_loaded_of_two_is_chosen),
        cmocka_unit_test(timers_come_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
