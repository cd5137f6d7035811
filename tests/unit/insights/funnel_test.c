/* SPDX-License-Identifier: Apache-2.0 */
#include "cmocka_first.h"
#include "funnel.h"

static void INS_13_each_step_is_set_against_the_start_and_the_one_before(void **unused)
{
    (void)unused;
    const struct funnel_counts counts = {"WEB", {100, 80, 60, 30, 15, 10, 5}, {0, 800}, {0, 80}, 7, 0, 0, 0};
    const Funnel *funnel = funnel_new(arena, &counts, NULL);
    assert_string_equal(funnel->key, "WEB");
    assert_int_equal(funnel->n_steps, 7);
    assert_string_equal(funnel->steps[3]->of_captured->decimal, "0.3000");
    assert_string_equal(funnel->steps[3]->of_before->decimal, "0.5000");
    assert_null(funnel->steps[0]->of_before);
    assert_string_equal(funnel->steps[1]->average_dwell_s->decimal, "10.0000");
    assert_null(funnel->steps[2]->average_dwell_s->decimal);
    assert_false(funnel->has_biggest_leak);
    assert_int_equal(funnel->disqualified, 7);
}

static void INS_13_the_biggest_leak_is_the_step_that_fell_most(void **unused)
{
    (void)unused;
    const struct funnel_counts now = {NULL, {100, 90, 45, 40, 20, 10, 9}, {0}, {0}, 0, 0, 0, 0};
    const struct funnel_counts then = {NULL, {200, 200, 140, 100, 50, 20, 18}, {0}, {0}, 0, 0, 0, 0};
    const Funnel *funnel = funnel_new(arena, &now, &then);
    /* assigned 0.9 from 1, contacted 0.5 from 0.7, all others rose or stayed. */
    assert_true(funnel->has_biggest_leak);
    assert_int_equal(funnel->biggest_leak, FUNNEL_STEP__STEP__CONTACTED);
    assert_string_equal(funnel->leak, "0.2000");
    assert_string_equal(funnel->steps[2]->baseline->decimal, "0.7000");
}

static void INS_13_nothing_fell_and_nothing_leaks(void **unused)
{
    (void)unused;
    const struct funnel_counts same = {NULL, {10, 5, 0, 0, 0, 0, 0}, {0}, {0}, 0, 0, 0, 0};
    assert_false(funnel_new(arena, &same, &same)->has_biggest_leak);
}

static bool alerted(int64_t captured, int64_t won, uint32_t percent, uint32_t least)
{
    const struct funnel_counts part = {"WEB", {captured, 0, 0, 0, 0, 0, won}, {0}, {0}, 0, 0, 0, 0};
    const struct funnel_counts all = {NULL, {1000, 0, 0, 0, 0, 0, 100}, {0}, {0}, 0, 0, 0, 0};
    Funnel *funnel = funnel_new(arena, &part, NULL);
    funnel_judge(funnel, funnel_new(arena, &all, NULL), percent, least);
    assert_int_equal(funnel->alert, funnel->look_at != NULL);
    return funnel->alert;
}

static void INS_16_a_channel_that_converts_badly_is_alerted_about(void **unused)
{
    (void)unused;
    assert_true(alerted(100, 4, 50, 20));
    assert_false(alerted(100, 5, 50, 20)); /* exactly half */
    assert_false(alerted(19, 0, 50, 20));  /* too few to tell */
    assert_true(alerted(20, 0, 50, 20));
    assert_true(alerted(100, 9, 100, 20));
}

static void LEA_12_the_first_response_is_an_average_and_a_median(void **unused)
{
    (void)unused;
    const struct funnel_counts counts = {NULL, {9, 8, 3}, {0}, {0}, 0, 1000, 3, 60};
    const Funnel *funnel = funnel_new(arena, &counts, NULL);
    assert_string_equal(funnel->average_response_s->decimal, "333.3333");
    assert_true(funnel->has_median_response_s);
    assert_int_equal(funnel->median_response_s, 60);
    const struct funnel_counts none = {NULL, {9, 8}, {0}, {0}, 0, 0, 0, 0};
    assert_null(funnel_new(arena, &none, NULL)->average_response_s);
    assert_false(funnel_new(arena, &none, NULL)->has_median_response_s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(INS_13_each_step_is_set_against_the_start_and_the_one_before),
        TEST(INS_13_the_biggest_leak_is_the_step_that_fell_most),
        TEST(INS_13_nothing_fell_and_nothing_leaks),
        TEST(LEA_12_the_first_response_is_an_average_and_a_median),
        TEST(INS_16_a_channel_that_converts_badly_is_alerted_about),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
