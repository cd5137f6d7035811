/* SPDX-License-Identifier: Apache-2.0
 * Tokens: form, difference, hash.
 */
#include "identity/token.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void fresh_ones_differ_and_are_valid(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    const char *a = token_new(arena, TOKEN_SESSION), *b = token_new(arena, TOKEN_API_KEY);
    assert_true(token_is_valid(a));
    assert_true(token_is_valid(b));
    assert_int_equal(strlen(a), 4 + 43);
    assert_int_equal(strncmp(a, "dss_", 4), 0);
    assert_int_equal(strncmp(b, "dsk_", 4), 0);
    assert_string_not_equal(a + 4, b + 4);
    arena_free(arena);
}

static void others_are_not(void **state)
{
    (void)state;
    assert_false(token_is_valid(""));
    assert_false(token_is_valid("dss_"));
    assert_false(token_is_valid("dss_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"));
    assert_false(token_is_valid("dsx_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"));
    assert_false(token_is_valid("dss_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="));
}

/* BLAKE2b-256 of "abc", as b2sum -l 256 tells. */
static void hash_is_blake2b(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    assert_string_equal(token_hash(arena, "abc"), "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fresh_ones_differ_and_are_valid),
        cmocka_unit_test(others_are_not),
        cmocka_unit_test(hash_is_blake2b),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
