/* SPDX-License-Identifier: Apache-2.0 */
#include "customers/account.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void test_CUS_08_numbers_of_accounts(void **state)
{
    (void)state;
    const struct {
        const char *typed, *clean; /* NULL: none */
    } cases[] = {
        {"6222 0260 1234 5678", "6222026012345678"},
        {"de89-3704-0044-0532-0130-00", "DE89370400440532013000"},
        {"GB82 WEST 1234 5698 7654 32", "GB82WEST12345698765432"},
        {"GB83 WEST 1234 5698 7654 32", NULL},
        {"DE89 3704 0044 0532 0130 01", NULL},
        {"1234567", NULL},
        {"12345678901234567890123456789012345", NULL},
        {"6222.0260.1234", NULL},
        {"", NULL},
    };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *clean = account_clean(arena, cases[i].typed);
        if (cases[i].clean)
            assert_string_equal(clean, cases[i].clean);
        else
            assert_null(clean);
    }
    assert_string_equal(account_mask(arena, "6222026012345678"), "****5678");
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_CUS_08_numbers_of_accounts)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
