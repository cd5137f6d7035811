/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "db/array.h"

static void arrays_come_back_as_they_went(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    const char *values[] = {"plain", "", NULL, "with, comma", "q\"uote", "back\\slash", "{brace}", "NULL", "张伟", "\\x00ff"};
    size_t n = sizeof values / sizeof *values, got;
    const char **read = array_read(arena, array_write(arena, values, n), &got);
    assert_int_equal(got, n);
    for (size_t i = 0; i < n; i++) {
        if (!values[i])
            assert_null(read[i]);
        else
            assert_string_equal(read[i], values[i]);
    }
    assert_string_equal(array_write(arena, NULL, 0), "{}");
    array_read(arena, "{}", &got);
    assert_int_equal(got, 0);
    arena_free(arena);
}

static void unquoted_elements_are_read(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    size_t n;
    const char **read = array_read(arena, "{1,NULL,abc}", &n);
    assert_int_equal(n, 3);
    assert_string_equal(read[0], "1");
    assert_null(read[1]);
    assert_string_equal(read[2], "abc");
    arena_free(arena);
}

static void the_binary_form_is_that_of_postgres(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    const char *texts[] = {"ab", NULL, ""}, *bytes[] = {"\0x"};
    const size_t sizes[] = {2};
    static const uint8_t of_texts[] = {0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 25, 0, 0, 0, 3, 0, 0, 0, 1,
                                       0, 0, 0, 2, 'a', 'b', 255, 255, 255, 255, 0, 0, 0, 0};
    static const uint8_t of_bytes[] = {0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 17, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 2, 0, 'x'};
    static const uint8_t of_nothing[] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 25};
    int size;
    const char *packed = array_pack(arena, &(struct db_list){.of = DB_TEXTS, .values = texts, .n = 3}, &size);
    assert_int_equal(size, sizeof of_texts);
    assert_memory_equal(packed, of_texts, sizeof of_texts);
    packed = array_pack(arena, &(struct db_list){.of = DB_BYTEAS, .values = bytes, .sizes = sizes, .n = 1}, &size);
    assert_int_equal(size, sizeof of_bytes);
    assert_memory_equal(packed, of_bytes, sizeof of_bytes);
    packed = array_pack(arena, &(struct db_list){.of = DB_TEXTS}, &size);
    assert_int_equal(size, sizeof of_nothing);
    assert_memory_equal(packed, of_nothing, sizeof of_nothing);
    arena_free(arena);
}

static void bytes_come_back_as_they_went(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    uint8_t bytes[256];
    size_t n;
    for (int i = 0; i < 256; i++)
        bytes[i] = (uint8_t)i;
    const uint8_t *read = bytea_read(arena, bytea_write(arena, bytes, sizeof bytes), &n);
    assert_int_equal(n, sizeof bytes);
    assert_memory_equal(read, bytes, n);
    assert_null(bytea_read(arena, "\\x0", &n));
    assert_null(bytea_read(arena, "abc", &n));
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arrays_come_back_as_they_went),
        cmocka_unit_test(unquoted_elements_are_read),
        cmocka_unit_test(the_binary_form_is_that_of_postgres),
        cmocka_unit_test(bytes_come_back_as_they_went),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
