/* SPDX-License-Identifier: Apache-2.0
 * CUS-07: phone numbers of valid form, however they are typed.
 */
#include "customers/phone.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void CUS_07_spellings_of_one_number(void **state)
{
    (void)state;
    static const char *const spellings[] = {
        "13812345678", "138 1234 5678", "138-1234-5678", "+8613812345678", "+86 138 1234 5678", "008613812345678",
        "(+86) 138-1234-5678", "１３８１２３４５６７８", "＋８６ 138 1234 5678",
    };
    for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++) {
        char e164[PHONE_E164] = "", region[PHONE_REGION] = "";
        if (!phone_normal(spellings[i], "CN", e164, region))
            fail_msg("refused: %s", spellings[i]);
        assert_string_equal(e164, "+8613812345678");
        assert_string_equal(region, "CN");
    }
}

static void CUS_07_regions(void **state)
{
    (void)state;
    char e164[PHONE_E164], region[PHONE_REGION];
    assert_true(phone_normal("010-65529988", "CN", e164, region));
    assert_string_equal(e164, "+861065529988");
    assert_true(phone_normal("(650) 253-0000", "US", e164, region));
    assert_string_equal(e164, "+16502530000");
    assert_string_equal(region, "US");
    assert_true(phone_normal("+91 98765 43210", "CN", e164, region));
    assert_string_equal(region, "IN");
}

static void CUS_07_what_is_no_number(void **state)
{
    (void)state;
    static const char *const bad[] = {"",
                                      "abc",
                                      "12345",
                                      "1381234567",
                                      "138123456789012",
                                      "99999999999",
                                      "+999 12345678",
                                      "010-65529988 转 8001",
                                      "zhang@example.com"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        char e164[PHONE_E164], region[PHONE_REGION];
        if (phone_normal(bad[i], "CN", e164, region))
            fail_msg("accepted: %s", bad[i]);
    }
}

/* The prefixes in libphonenumber's table of carriers in China, without those given out after the metadata of 2022. */
static void CUS_07_every_carrier_prefix(void **state)
{
    (void)state;
    static const char *const prefixes[] = {
        "130", "131", "132", "133", "135", "136", "137", "138", "139", "145", "147", "153", "155", "156",
        "166", "167", "171", "172", "173", "175", "176", "177", "178", "180", "181", "182", "183", "184",
        "185", "186", "187", "188", "189", "190", "191", "192", "193", "195", "196", "197", "198", "199",
    };
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        char number[16], e164[PHONE_E164], region[PHONE_REGION];
        snprintf(number, sizeof number, "%s55555555", prefixes[i]);
        if (!phone_normal(number, "CN", e164, region))
            fail_msg("refused: %s", number);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(CUS_07_spellings_of_one_number),
        cmocka_unit_test(CUS_07_regions),
        cmocka_unit_test(CUS_07_what_is_no_number),
        cmocka_unit_test(CUS_07_every_carrier_prefix),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
