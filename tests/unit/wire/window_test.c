/* SPDX-License-Identifier: Apache-2.0
 * The credit window and the credit that a server grants.
 */
#include "wire/window.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

#include "wire/credit.h"

static const uint8_t *id(uint8_t n)
{
    static uint8_t ids[256][16];
    ids[n][15] = n;
    return ids[n];
}

static void closes_when_full_and_opens_on_leave(void **state)
{
    (void)state;
    struct window window;
    int calls[3];
    void *call;
    window_init(&window, 2, 4);
    window_take(&window, id(1), &calls[0], 10);
    assert_true(window_is_open(&window));
    window_take(&window, id(2), &calls[1], 10);
    assert_false(window_is_open(&window));
    assert_false(window_leave(&window, id(9), &call));
    assert_true(window_leave(&window, id(1), &call));
    assert_ptr_equal(call, &calls[0]);
    assert_true(window_is_open(&window));
    assert_false(window_leave(&window, id(1), &call));
    window_done(&window);
}

static void given_up_calls_keep_their_place(void **state)
{
    (void)state;
    struct window window;
    int call;
    void *found = &call;
    window_init(&window, 1, 1);
    uint32_t place = window_take(&window, id(1), &call, 100);
    window_give_up(&window, place);
    assert_false(window_is_open(&window));
    assert_false(window_leaks(&window, 1000, 1000));
    assert_true(window_leaks(&window, 1101, 1000));
    assert_true(window_leave(&window, id(1), &found));
    assert_null(found);
    assert_true(window_is_open(&window));
    assert_false(window_leaks(&window, 99999, 1000));
    window_done(&window);
}

static void the_living_call_of_an_id_comes_first(void **state)
{
    (void)state;
    struct window window;
    int old, fresh;
    void *found;
    window_init(&window, 4, 4);
    window_give_up(&window, window_take(&window, id(1), &old, 0));
    window_take(&window, id(1), &fresh, 0);
    assert_true(window_leave(&window, id(1), &found));
    assert_ptr_equal(found, &fresh);
    assert_true(window_leave(&window, id(1), &found));
    assert_null(found);
    window_done(&window);
}

static void follows_credit_within_its_size(void **state)
{
    (void)state;
    struct window window;
    int call;
    window_init(&window, 8, 64);
    window_credit(&window, 1000);
    assert_int_equal(window.limit, 64);
    window_credit(&window, 0);
    assert_false(window_is_open(&window));
    window_credit(&window, 1);
    assert_true(window_is_open(&window));
    window_take(&window, id(1), &call, 0);
    assert_false(window_is_open(&window));
    window_reset(&window);
    assert_int_equal(window.limit, 8);
    assert_int_equal(window.taken, 0);
    window_done(&window);
}

static void pop_gives_each_living_call_once(void **state)
{
    (void)state;
    struct window window;
    int calls[5];
    window_init(&window, 8, 8);
    for (uint8_t i = 0; i < 5; i++)
        window_take(&window, id(i), &calls[i], 0);
    window_give_up(&window, 2);
    int popped = 0;
    while (window_pop(&window))
        popped++;
    assert_int_equal(popped, 4);
    window_done(&window);
}

static void credit_is_a_fair_share(void **state)
{
    (void)state;
    const struct {
        uint32_t queue, outstanding, callers, credit;
    } rows[] = {
        {512, 0, 0, 64}, {512, 0, 1, 64}, {512, 0, 16, 32}, {512, 256, 16, 16},
        {512, 512, 1, 1}, {512, 600, 4, 1}, {512, 500, 64, 1}, {40, 0, 1, 40},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(credit_grant(rows[i].queue, rows[i].outstanding, rows[i].callers), rows[i].credit);
}

static void callers_count_for_two_seconds(void **state)
{
    (void)state;
    static struct callers callers;
    memset(&callers, 0, sizeof callers);
    callers_see(&callers, 7, 1000);
    callers_see(&callers, 8, 1500);
    callers_see(&callers, 7, 2000);
    assert_int_equal(callers_active(&callers, 2100), 2);
    assert_int_equal(callers_active(&callers, 3600), 1);
    assert_int_equal(callers_active(&callers, 4000), 0);
    for (uint64_t key = 0; key < 2 * CALLERS_MAX; key++)
        callers_see(&callers, key, 5000);
    assert_int_equal(callers_active(&callers, 5000), CALLERS_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(closes_when_full_and_opens_on_leave),
        cmocka_unit_test(given_up_calls_keep_their_place),
        cmocka_unit_test(the_living_call_of_an_id_comes_first),
        cmocka_unit_test(follows_credit_within_its_size),
        cmocka_unit_test(pop_gives_each_living_call_once),
        cmocka_unit_test(credit_is_a_fair_share),
        cmocka_unit_test(callers_count_for_two_seconds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
