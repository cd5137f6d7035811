/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <stdlib.h>

#include "qa/sample.h"

enum { CALLS = 60 };

static const char *const agents[] = {"zhang", "li", "wang"};

/* Call i belongs to agent i % 3; `from` turns the order in which they come. */
static struct member *population(struct arena *arena, size_t from)
{
    struct member *members = arena_alloc(arena, CALLS * sizeof *members);
    for (size_t i = 0; i < CALLS; i++) {
        size_t at = (i + from) % CALLS;
        members[i].call_id = arena_printf(arena, "0190a000-0000-7000-8000-%012zu", at);
        members[i].agent_id = agents[at % 3];
    }
    return members;
}

static size_t picked_of(const struct member *members, size_t n, const char *agent)
{
    size_t count = 0;
    for (size_t i = 0; i < n; i++)
        count += members[i].picked && strcmp(members[i].agent_id, agent) == 0;
    return count;
}

static void QA_04_the_same_seed_and_population_give_the_same_calls(void **unused)
{
    (void)unused;
    struct arena *arena = arena_new();
    const struct share share = {2000, 0};
    struct member *one = population(arena, 0), *two = population(arena, 17), *three = population(arena, 0);
    sample_pick(one, CALLS, &share, "november", arena);
    sample_pick(two, CALLS, &share, "november", arena);
    sample_pick(three, CALLS, &share, "december", arena);
    assert_string_equal(population_hash(one, CALLS, arena), population_hash(two, CALLS, arena));
    assert_string_equal(picked_hash(one, CALLS, arena), picked_hash(two, CALLS, arena));
    assert_string_equal(population_hash(one, CALLS, arena), population_hash(three, CALLS, arena));
    assert_string_not_equal(picked_hash(one, CALLS, arena), picked_hash(three, CALLS, arena));
    arena_free(arena);
}

static void QA_04_what_was_drawn_once_stays_so_for_ever(void **unused)
{
    (void)unused;
    struct arena *arena = arena_new();
    const struct share share = {0, 1};
    struct member *members = population(arena, 0);
    sample_pick(members, CALLS, &share, "november", arena);
    assert_string_equal(picked_hash(members, CALLS, arena),
                        "53da4ec48b461ac4d9f08482ecdbde91389cb997cac12ed5f24f86a8ce95f06e");
    arena_free(arena);
}

static void QA_04_each_agent_gets_his_share(void **unused)
{
    (void)unused;
    struct arena *arena = arena_new();
    struct member *members = population(arena, 5);
    sample_pick(members, CALLS, &(struct share){1500, 2}, "x", arena);
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(picked_of(members, CALLS, agents[i]), 3);
    sample_pick(members, 7, &(struct share){0, 2}, "x", arena);
    assert_int_equal(picked_of(members, 7, "zhang") + picked_of(members, 7, "li") + picked_of(members, 7, "wang"), 6);
    arena_free(arena);
}

/* What one agent's calls are picked does not depend on the others'. */
static void QA_04_strata_are_independent(void **unused)
{
    (void)unused;
    struct arena *arena = arena_new();
    const struct share share = {0, 4};
    struct member *all = population(arena, 0), *own = population(arena, 0);
    size_t n = 0;
    sample_pick(all, CALLS, &share, "s", arena);
    for (size_t i = 0; i < CALLS; i++)
        if (strcmp(own[i].agent_id, "li") == 0)
            own[n++] = own[i];
    sample_pick(own, n, &share, "s", arena);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < CALLS; k++)
            if (strcmp(all[k].call_id, own[i].call_id) == 0)
                assert_int_equal(all[k].picked, own[i].picked);
    arena_free(arena);
}

/* Over many seeds each call comes about as often: 60 calls, 6 picked, 2000 draws, 200 times each; 5 sigma is 67. */
static void QA_04_no_call_is_favoured(void **unused)
{
    (void)unused;
    size_t seen[CALLS] = {0};
    for (unsigned seed = 0; seed < 2000; seed++) {
        struct arena *arena = arena_new();
        struct member *members = population(arena, seed % CALLS);
        sample_pick(members, CALLS, &(struct share){0, 2}, arena_printf(arena, "seed %u", seed), arena);
        for (size_t i = 0; i < CALLS; i++)
            seen[strtoul(members[i].call_id + 24, NULL, 10)] += members[i].picked;
        arena_free(arena);
    }
    for (size_t i = 0; i < CALLS; i++)
        assert_in_range(seen[i], 200 - 67, 200 + 67);
}

static void QA_04_shares_are_rounded_up_and_bounded(void **unused)
{
    (void)unused;
    static const struct { uint32_t rate, least; size_t n, share; } cases[] = {
        {0, 0, 9, 0}, {1, 0, 9, 1}, {3333, 0, 9, 3}, {3334, 0, 9, 4}, {10000, 0, 9, 9},
        {0, 3, 9, 3}, {0, 30, 9, 9}, {5000, 3, 9, 5}, {1000, 3, 9, 3}, {10000, 5, 0, 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(share_of(&(struct share){cases[i].rate, cases[i].least}, cases[i].n), cases[i].share);
}

static void QA_04_evaluators_take_turns_and_none_his_own(void **unused)
{
    (void)unused;
    const char *const three[] = {"a", "b", "c"};
    size_t turn = 0;
    static const struct { const char *agent, *whose; } calls[] = {
        {"x", "a"}, {"x", "b"}, {"c", "a"}, {"x", "b"}, {"x", "c"}, {"a", "b"}, {"b", "c"}};
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
        assert_string_equal(evaluator_next(three, 3, calls[i].agent, &turn), calls[i].whose);
    assert_null(evaluator_next(three, 1, "a", &turn));
    assert_null(evaluator_next(NULL, 0, "a", &turn));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(QA_04_the_same_seed_and_population_give_the_same_calls),
        cmocka_unit_test(QA_04_what_was_drawn_once_stays_so_for_ever),
        cmocka_unit_test(QA_04_each_agent_gets_his_share),
        cmocka_unit_test(QA_04_strata_are_independent),
        cmocka_unit_test(QA_04_no_call_is_favoured),
        cmocka_unit_test(QA_04_shares_are_rounded_up_and_bounded),
        cmocka_unit_test(QA_04_evaluators_take_turns_and_none_his_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
