/* SPDX-License-Identifier: Apache-2.0
 * Logins, paths and states of users.
 */
#include "identity/user.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void logins(void **state)
{
    struct arena *arena = *state;
    assert_string_equal(login_normal(arena, "Zhang.San@HQ"), "zhang.san@hq");
    assert_string_equal(login_normal(arena, "a_b-c+1"), "a_b-c+1");
    assert_null(login_normal(arena, "zhang san"));
    assert_null(login_normal(arena, "张三"));
    assert_null(login_normal(arena, ""));
}

static void paths(void **state)
{
    struct arena *arena = *state;
    assert_string_equal(user_path(arena, "/hq/sales/", "u1"), "/hq/sales/~u1");
    assert_string_equal(team_prefix(arena, "/hq/sales/~"), "/hq/sales/");
    assert_string_equal(team_prefix(arena, "/hq/sales/~u1"), "/hq/sales/");
    assert_string_equal(team_prefix(arena, "/hq/"), "/hq/");
    assert_string_equal(team_prefix(arena, ""), "");
    static const char *const good[] = {"/hq/", "/hq/sales/", "/hq/a.b_c-1/"};
    static const char *const wrong[] = {"", "/", "hq/", "/hq", "//", "/hq//", "/hq/~u1/", "/hq/s ales/"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_true(team_path_is_valid(good[i]));
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(team_path_is_valid(wrong[i]));
}

/* All pairs of state and verb: where they lead, NULL for refused. */
static void states(void **state)
{
    (void)state;
    static const char *const names[] = {"INVITED", "ACTIVE", "SUSPENDED", "LEFT"};
    static const char *const verbs[] = {"activate", "suspend", "offboard"};
    static const char *const to[4][3] = {
        {"ACTIVE", "SUSPENDED", "LEFT"},
        {NULL, "SUSPENDED", "LEFT"},
        {"ACTIVE", NULL, "LEFT"},
        {NULL, NULL, NULL},
    };
    for (int s = 0; s < 4; s++)
        for (int v = 0; v < 3; v++) {
            struct error error;
            const char *reached = NULL;
            enum status status = lifecycle_step(&user_lifecycle, names[s], verbs[v], &reached, &error);
            if (to[s][v])
                assert_string_equal(reached, to[s][v]);
            else
                assert_int_equal(status, STATUS_FAILED_PRECONDITION);
        }
}

static int set_up(void **state)
{
    *state = arena_new();
    return 0;
}

static int tear_down(void **state)
{
    arena_free(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(logins),
        cmocka_unit_test(paths),
        cmocka_unit_test(states),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
