/* SPDX-License-Identifier: Apache-2.0
 * PLT-02: what is shown of a value.
 */
#include "customers/mask.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void PLT_02_phones(void **state)
{
    struct arena *arena = *state;
    assert_string_equal(mask_phone(arena, "+8613812345678"), "+86138****5678");
    assert_string_equal(mask_phone(arena, "+861065529988"), "+8610****9988");
    assert_string_equal(mask_phone(arena, "+14155552671"), "+141****2671");
    assert_string_equal(mask_phone(arena, "+3531234"), "+3****34");
    assert_string_equal(mask_phone(arena, "+2901"), "+****01");
}

static void PLT_02_emails(void **state)
{
    struct arena *arena = *state;
    assert_string_equal(mask_email(arena, "zhang@example.com"), "z***@example.com");
    assert_string_equal(mask_email(arena, "a@b.cn"), "a***@b.cn");
}

static void PLT_02_names(void **state)
{
    struct arena *arena = *state;
    assert_string_equal(mask_name(arena, "张三"), "张*");
    assert_string_equal(mask_name(arena, "  Zhang San"), "Z*");
    assert_null(mask_name(arena, "   "));
    assert_null(mask_name(arena, NULL));
}

static void PLT_02_tails(void **state)
{
    struct arena *arena = *state;
    assert_string_equal(mask_tail(arena, "北京市朝阳区建国路 1 号", 3), "北京市***");
    assert_string_equal(mask_tail(arena, "ab", 3), "ab***");
}

static void PLT_02_free_text(void **state)
{
    struct arena *arena = *state;
    static const struct {
        const char *text, *masked;
    } rows[] = {
        {"call 13812345678 tomorrow", "call *********78 tomorrow"},
        {"138-1234-5678", "***-****-**78"},
        {"+86 138 1234 5678,", "+** *** **** **78,"},
        {"50 units at 480000", "50 units at 480000"},
        {"due 2026-01-31", "due ****-**-31"},
        {"电话13812345678。", "电话*********78。"},
        {"mail zhang.san@example.com", "mail z********@example.com"},
        {"@home", "@home"},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_string_equal(mask_text(arena, rows[i].text), rows[i].masked);
    assert_null(mask_text(arena, NULL));
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
        cmocka_unit_test(PLT_02_phones),
        cmocka_unit_test(PLT_02_emails),
        cmocka_unit_test(PLT_02_names),
        cmocka_unit_test(PLT_02_tails),
        cmocka_unit_test(PLT_02_free_text),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
