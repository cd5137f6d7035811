/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "gateway/urlencoded.h"

static enum status read(const char *body, size_t n, struct arena *arena, struct urlencoded *ret, struct error *error)
{
    char *copy = malloc(n ? n : 1); /* so that the sanitizer sees the end */
    memcpy(copy, body, n);
    enum status status = urlencoded_read(copy, n, arena, ret, error);
    free(copy);
    return status;
}

static void forms_are_read(void **state)
{
    static const struct {
        const char *body;
        size_t n;
        const char *name, *value; /* of the last field */
    } forms[] = {
        {"a=b", 1, "a", "b"},
        {"a=1&b=2&a=3", 3, "a", "3"},
        {"a=b+c%20d", 1, "a", "b c d"},
        {"a=%E7%8E%8B%e5%b0%8f", 1, "a", "王小"},
        {"a%3Db=c=d", 1, "a=b", "c=d"},
        {"a", 1, "a", ""},
        {"a=", 1, "a", ""},
        {"=x", 1, "", "x"},
        {"&&a=b&&", 1, "a", "b"},
        {"a=%2B%26%3D%25", 1, "a", "+&=%"},
        {"a=line%0D%0Aline", 1, "a", "line\r\nline"},
    };
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        struct urlencoded form;
        assert_int_equal(read(forms[i].body, strlen(forms[i].body), arena, &form, NULL), STATUS_OK);
        assert_int_equal(form.n, forms[i].n);
        assert_string_equal(form.fields[form.n - 1].name, forms[i].name);
        assert_string_equal(form.fields[form.n - 1].value, forms[i].value);
    }
    arena_free(arena);
}

static void the_first_of_a_name_counts(void **state)
{
    struct arena *arena = arena_new();
    struct urlencoded form;
    (void)state;
    assert_int_equal(read("a=1&b=2&a=3", 11, arena, &form, NULL), STATUS_OK);
    assert_string_equal(urlencoded_get(&form, "a"), "1");
    assert_null(urlencoded_get(&form, "c"));
    assert_int_equal(read("", 0, arena, &form, NULL), STATUS_OK);
    assert_int_equal(form.n, 0);
    arena_free(arena);
}

static void malformed_forms_are_refused(void **state)
{
    static const char *const wrong[] = {"a=%",   "a=%4",  "a=%4g", "a=%g4",      "%=1",
                                        "a=%00", "a=%ff", "a=%c3", "a=%ed%a0%80"};
    struct arena *arena = arena_new();
    struct error error;
    struct urlencoded form;
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_int_equal(read(wrong[i], strlen(wrong[i]), arena, &form, &error), STATUS_INVALID_ARGUMENT);
    assert_int_equal(read("a=\0", 3, arena, &form, &error), STATUS_INVALID_ARGUMENT);
    assert_int_equal(read("x=1&a=%4", 8, arena, &form, &error), STATUS_INVALID_ARGUMENT);
    assert_string_equal(error.message,
                        "the form's field 2 must be urlencoded UTF-8 without NUL, has 4 bytes of another form");
    arena_free(arena);
}

static void sixty_four_fields_and_no_more(void **state)
{
    struct arena *arena = arena_new();
    struct error error;
    struct urlencoded form;
    char body[4 * (URLENCODED_MAX + 1) + 1];
    (void)state;
    for (int i = 0; i <= URLENCODED_MAX; i++)
        memcpy(body + 4 * i, "a=1&", 4);
    assert_int_equal(read(body, 4 * URLENCODED_MAX, arena, &form, &error), STATUS_OK);
    assert_int_equal(form.n, URLENCODED_MAX);
    assert_int_equal(read(body, 4 * (URLENCODED_MAX + 1), arena, &form, &error), STATUS_INVALID_ARGUMENT);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forms_are_read),
        cmocka_unit_test(the_first_of_a_name_counts),
        cmocka_unit_test(malformed_forms_are_refused),
        cmocka_unit_test(sixty_four_fields_and_no_more),
    };
    return cmocka_run_group_tests_name("urlencoded", tests, NULL, NULL);
}
