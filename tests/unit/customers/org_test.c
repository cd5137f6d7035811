/* SPDX-License-Identifier: Apache-2.0 */
#include "customers/org.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static const struct org_part parts[] = {
    {"bench", "shop"}, {"office", NULL}, {"shop", "works"}, {"works", NULL}, {"orphan", "gone"},
};
enum { N = sizeof parts / sizeof *parts };

static void test_CUS_05_nothing_hangs_below_itself(void **state)
{
    (void)state;
    const struct {
        const char *id, *parent;
        bool may;
    } cases[] = {
        {NULL, NULL, true},      {NULL, "bench", true},   {"bench", "office", true}, {"works", "works", false},
        {"works", "bench", false}, {"shop", "bench", false}, {"office", "bench", true}, {"works", NULL, true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(org_may_hang(parts, N, cases[i].id, cases[i].parent), cases[i].may);
}

static void test_CUS_05_a_tree_is_not_deeper_than_twenty(void **state)
{
    (void)state;
    static const char names[] = "abcdefghijklmnopqrstuvwxyz";
    char ids[ORG_DEPTH][2];
    struct org_part chain[ORG_DEPTH];
    for (int i = 0; i < ORG_DEPTH; i++) {
        ids[i][0] = names[i], ids[i][1] = 0;
        chain[i] = (struct org_part){ids[i], i ? ids[i - 1] : NULL};
    }
    assert_true(org_may_hang(chain, ORG_DEPTH, NULL, ids[ORG_DEPTH - 2]));
    assert_false(org_may_hang(chain, ORG_DEPTH, NULL, ids[ORG_DEPTH - 1]));
}

static void test_CUS_06_each_part_is_followed_by_those_below_it(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    unsigned depths[N];
    const size_t *order = org_order(parts, N, arena, depths);
    const char *const names[N] = {"office", "works", "shop", "bench", "orphan"};
    const unsigned deep[N] = {0, 0, 1, 2, 0};
    for (size_t i = 0; i < N; i++) {
        assert_string_equal(parts[order[i]].id, names[i]);
        assert_int_equal(depths[i], deep[i]);
    }
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_CUS_05_nothing_hangs_below_itself),
        cmocka_unit_test(test_CUS_05_a_tree_is_not_deeper_than_twenty),
        cmocka_unit_test(test_CUS_06_each_part_is_followed_by_those_below_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
