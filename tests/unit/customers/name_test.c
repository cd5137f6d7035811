/* SPDX-License-Identifier: Apache-2.0
 * Names as search sees them.
 */
#include "customers/name.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void keys_forget_case_blanks_and_width(void **state)
{
    struct arena *arena = *state;
    assert_string_equal(name_key(arena, " Zhang  San, Ltd. "), "zhangsanltd");
    assert_string_equal(name_key(arena, "ＺＨＡＮＧ　１２"), "zhang12");
    assert_string_equal(name_key(arena, "张 三"), "张三");
    assert_string_equal(name_key(arena, "Müller"), "müller");
    assert_string_equal(name_key(arena, " .-"), "");
}

static void beginnings_have_two_to_eight_characters(void **state)
{
    struct arena *arena = *state;
    const char *found[NAME_TOKEN_MAX];
    assert_int_equal(name_beginnings(arena, "张", found), 0);
    assert_int_equal(name_beginnings(arena, "张三丰", found), 2);
    assert_string_equal(found[0], "张三");
    assert_string_equal(found[1], "张三丰");
    assert_int_equal(name_beginnings(arena, "abcdefghijkl", found), 7);
    assert_string_equal(found[6], "abcdefgh");
}

static void a_long_search_looks_for_eight(void **state)
{
    struct arena *arena = *state;
    assert_string_equal(name_beginning(arena, "abcdefghijkl"), "abcdefgh");
    assert_string_equal(name_beginning(arena, "ab"), "ab");
    assert_null(name_beginning(arena, "a"));
    assert_null(name_beginning(arena, ""));
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
        cmocka_unit_test(keys_forget_case_blanks_and_width),
        cmocka_unit_test(beginnings_have_two_to_eight_characters),
        cmocka_unit_test(a_long_search_looks_for_eight),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
