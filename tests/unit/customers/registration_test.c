/* SPDX-License-Identifier: Apache-2.0 */
#include "customers/registration.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void test_CUS_31_a_credit_code_has_a_check_character(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    assert_string_equal(registration_clean(arena, "9144 0300-7152 6726 xg", NULL), "9144030071526726XG");
    assert_string_equal(registration_clean(arena, "914403001922038216", "CN"), "914403001922038216");
    static const char *const wrong[] = {"914403001922038217", "9144030071526726XI", "91440300715267", "9144030071526726",
                                        "九一四四0300192203821", ""};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_null(registration_clean(arena, wrong[i], "CN"));
    assert_string_equal(registration_clean(arena, "310000 400000 123", "CN"), "310000400000123");
    assert_null(registration_clean(arena, "31000040000012A", "CN"));
    arena_free(arena);
}

static void test_CUS_31_elsewhere_numbers_are_letters_and_digits(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    assert_string_equal(registration_clean(arena, "hrb 12345", "DE"), "DE HRB12345");
    assert_string_equal(registration_clean(arena, "91440300192203821-6", "DE"), "914403001922038216");
    assert_null(registration_clean(arena, "A-1", "DE"));
    assert_null(registration_clean(arena, "HRB 12345", "CN"));
    arena_free(arena);
}

static void test_CUS_31_at_most_half_of_a_number_is_shown(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    assert_string_equal(registration_mask(arena, "914403001922038216"), "****8216");
    assert_string_equal(registration_mask(arena, "DE HRB12345"), "****2345");
    assert_string_equal(registration_mask(arena, "DE 12345"), "****45");
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_CUS_31_a_credit_code_has_a_check_character),
        cmocka_unit_test(test_CUS_31_elsewhere_numbers_are_letters_and_digits),
        cmocka_unit_test(test_CUS_31_at_most_half_of_a_number_is_shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
