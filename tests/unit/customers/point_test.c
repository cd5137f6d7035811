/* SPDX-License-Identifier: Apache-2.0
 * CUS-07: contact points as typed, ready to be sealed, found and shown.
 */
#include "customers/point.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct seal_master master;

static struct point read(struct arena *arena, ContactPoint__Kind kind, const char *text)
{
    return point_read(&master, kind, text, NULL, arena);
}

static void CUS_07_a_phone(void **state)
{
    struct arena *arena = *state;
    struct point a = read(arena, CONTACT_POINT__KIND__PHONE, "138 1234 5678");
    struct point b = read(arena, CONTACT_POINT__KIND__PHONE, "+86-13812345678");
    assert_true(a.valid);
    assert_string_equal(a.value, "+8613812345678");
    assert_string_equal(a.masked, "+86138****5678");
    assert_string_equal(a.region, "CN");
    assert_string_equal(a.blind, b.blind);
    assert_string_equal(a.last_four, last_four_token(&master, 0, "5678", arena));
}

static void CUS_07_an_email(void **state)
{
    struct arena *arena = *state;
    struct point a = read(arena, CONTACT_POINT__KIND__EMAIL, "Zhang@Example.com");
    assert_true(a.valid);
    assert_string_equal(a.value, "Zhang@example.com");
    assert_string_equal(a.blind, read(arena, CONTACT_POINT__KIND__EMAIL, "zhang@example.com").blind);
    assert_null(a.last_four);
}

static void CUS_07_address_web_and_im(void **state)
{
    struct arena *arena = *state;
    struct point address = read(arena, CONTACT_POINT__KIND__ADDRESS, " 北京市朝阳区 建国路1号 ");
    assert_true(address.valid);
    assert_string_equal(address.value, "北京市朝阳区 建国路1号");
    assert_string_equal(address.masked, "北京市***");
    struct point web = read(arena, CONTACT_POINT__KIND__WEB, "https://www.example.com/about?x=1");
    assert_true(web.valid);
    assert_string_equal(web.masked, "www.example.com");
    assert_false(read(arena, CONTACT_POINT__KIND__WEB, "ftp://example.com").valid);
    assert_false(read(arena, CONTACT_POINT__KIND__WEB, "https://example.com@example.org").valid);
    assert_false(read(arena, CONTACT_POINT__KIND__WEB, "https://").valid);
    assert_true(read(arena, CONTACT_POINT__KIND__IM, "wx_zhang").valid);
}

static void CUS_07_not_given_and_not_valid_differ(void **state)
{
    struct arena *arena = *state;
    assert_false(read(arena, CONTACT_POINT__KIND__PHONE, NULL).given);
    assert_false(read(arena, CONTACT_POINT__KIND__PHONE, "  ").given);
    struct point bad = read(arena, CONTACT_POINT__KIND__PHONE, "12345");
    assert_true(bad.given);
    assert_false(bad.valid);
    assert_non_null(bad.rule);
    assert_null(bad.blind);
}

static void PLT_01_one_blind_for_each_master_key(void **state)
{
    struct arena *arena = *state;
    struct seal_master rotated = master;
    seal_master_of((const uint8_t[SEAL_KEY]){9}, &rotated);
    struct point point = point_read(&rotated, CONTACT_POINT__KIND__PHONE, "13812345678", "CN", arena);
    assert_int_equal(point.n_blinds, 2);
    assert_string_equal(point.blinds[0], read(arena, CONTACT_POINT__KIND__PHONE, "13812345678").blind);
    assert_string_equal(point.blind, point.blinds[1]);
}

static void last_four_are_digits(void **state)
{
    struct arena *arena = *state;
    assert_non_null(last_four_token(&master, 0, "0000", arena));
    assert_null(last_four_token(&master, 0, "123", arena));
    assert_null(last_four_token(&master, 0, "12a4", arena));
    assert_null(last_four_token(&master, 0, "12345", arena));
}

static int set_up(void **state)
{
    seal_master_of((const uint8_t[SEAL_KEY]){1}, &master);
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
        cmocka_unit_test(CUS_07_a_phone),
        cmocka_unit_test(CUS_07_an_email),
        cmocka_unit_test(CUS_07_address_web_and_im),
        cmocka_unit_test(CUS_07_not_given_and_not_valid_differ),
        cmocka_unit_test(PLT_01_one_blind_for_each_master_key),
        cmocka_unit_test(last_four_are_digits),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
