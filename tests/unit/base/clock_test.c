/* SPDX-License-Identifier: Apache-2.0
 * A clock that is followed moves as little as a reading demands, and goes on by the monotonic one.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/clock.h"

enum { HOUR_S = 3600, NEAR_US = 500000 };
static const int64_t hour_us = (int64_t)HOUR_S * 1000000;

/* How far clock_now_us() is ahead of the monotonic clock. */
static int64_t ahead(void)
{
    return clock_now_us() - clock_mono_us();
}

static void assert_near(int64_t a, int64_t b)
{
    assert_true(llabs(a - b) < NEAR_US);
}

static void the_first_reading_is_taken_from_its_middle(void **state)
{
    (void)state;
    int64_t now_us = clock_mono_us(), host_us = clock_now_us();
    clock_follow(now_us - 2000000, now_us, host_us + hour_us);
    assert_near(clock_now_us(), host_us + hour_us + 1000000);
}

static void a_reading_that_agrees_moves_nothing(void **state)
{
    (void)state;
    int64_t before = ahead(), now_us = clock_mono_us();
    clock_follow(now_us - 10 * hour_us, now_us + 10 * hour_us, now_us + before + 3 * hour_us);
    assert_near(ahead(), before);
}

static void a_reading_beyond_its_bounds_moves_to_the_nearer_one(void **state)
{
    (void)state;
    int64_t before = ahead(), now_us = clock_mono_us();
    clock_follow(now_us - 4 * hour_us, now_us, now_us + before + hour_us);
    assert_near(ahead(), before + hour_us);
    clock_follow(now_us - 4 * hour_us, now_us, now_us + before - 6 * hour_us);
    assert_near(ahead(), before - 2 * hour_us);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_reading_is_taken_from_its_middle),
        cmocka_unit_test(a_reading_that_agrees_moves_nothing),
        cmocka_unit_test(a_reading_beyond_its_bounds_moves_to_the_nearer_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
