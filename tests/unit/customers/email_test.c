/* SPDX-License-Identifier: Apache-2.0
 * CUS-07: e-mail addresses of valid form.
 */
#include "customers/email.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void CUS_07_good_ones(void **state)
{
    struct arena *arena = *state;
    assert_string_equal(email_clean(arena, " Zhang.San@Example.COM "), "Zhang.San@example.com");
    assert_string_equal(email_clean(arena, "a+tag@b-c.co.uk"), "a+tag@b-c.co.uk");
    assert_string_equal(email_clean(arena, "x@1.cn"), "x@1.cn");
    assert_string_equal(email_clean(arena, "o'brien!#%&*/=?^_{|}~@x.museum"), "o'brien!#%&*/=?^_{|}~@x.museum");
}

static void CUS_07_spellings_of_one_address_share_their_normal_form(void **state)
{
    struct arena *arena = *state;
    const char *a = email_clean(arena, "Zhang@EXAMPLE.com"), *b = email_clean(arena, "zhang@example.COM");
    assert_string_equal(email_normal(arena, a), email_normal(arena, b));
}

static void CUS_07_bad_ones(void **state)
{
    struct arena *arena = *state;
    static const char *const bad[] = {
        "",
        " ",
        "zhang",
        "@example.com",
        "zhang@",
        "zhang@com",
        "zhang@example..com",
        "zhang@.example.com",
        "zhang@example.com.",
        ".zhang@example.com",
        "zhang.@example.com",
        "zh..ang@example.com",
        "zhang san@example.com",
        "zhang@exam ple.com",
        "zhang@-example.com",
        "zhang@example-.com",
        "zhang@1.2.3.4",
        "zhang@[1.2.3.4]",
        "\"zhang\"@example.com",
        "zhang@example.c",
        "a@b@c.com",
        "张三@example.com",
        "zhang@例子.cn",
        "zhang@example.com\n.x",
        "zhang@exa_mple.com",
        "a123456789012345678901234567890123456789012345678901234567890123456789@example.com",
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (email_clean(arena, bad[i]))
            fail_msg("accepted: %s", bad[i]);
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
        cmocka_unit_test(CUS_07_good_ones),
        cmocka_unit_test(CUS_07_spellings_of_one_address_share_their_normal_form),
        cmocka_unit_test(CUS_07_bad_ones),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
