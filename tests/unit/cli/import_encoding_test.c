/* SPDX-License-Identifier: Apache-2.0
 * Which encoding a file is taken for, and what decoding makes of it, also where characters lie across blocks.
 */
#include "cli/import_encoding.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static int file_of(const char *bytes, size_t n)
{
    FILE *file = tmpfile();
    int fd;

    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, n, file), n);
    assert_int_equal(fflush(file), 0);
    fd = dup(fileno(file));
    fclose(file);
    assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
    return fd;
}

static void encodings_are_found(void **state)
{
    static const struct {
        const char *bytes;
        size_t n;
        const char *name;
        bool assumed;
    } rows[] = {
        {"", 0, "UTF-8", false},
        {"a,b\nc,d\n", 8, "UTF-8", false},
        {"\xe9\x97\xa8\n", 4, "UTF-8", false},
        {"\xc3\xc5\xb5\xea\n", 5, "GB18030", true},
        {"\xc3\xc5\xb5\xea", 4, "GB18030", true},
        {"\x81\x30\x81\x30\n", 5, "GB18030", true},
        {"caf\xe9,\n", 6, "UTF-8", false},
        {"\xe9\x97\xa8\n\xc3\xc5\xb5\xea\n", 9, "UTF-8", false},
        {"\xc3\xc5\xb5\xea\n\xff\xff\n\xff\n", 10, "UTF-8", false},
        {"\xff\xfe" "a\0", 4, "UTF-16", false},
        {"\xfe\xff\0a", 4, "UTF-16", false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct import_encoding found;
        struct error error;
        int fd = file_of(rows[i].bytes, rows[i].n);

        assert_int_equal(encoding_find(fd, NULL, &found, &error), STATUS_OK);
        if (strcmp(found.name, rows[i].name) != 0 || found.assumed != rows[i].assumed)
            fail_msg("row %zu is %s", i, found.name);
        assert_int_equal(lseek(fd, 0, SEEK_CUR), 0);
        close(fd);
    }
}

static void what_is_wanted_must_be_known(void **state)
{
    struct import_encoding found;
    struct error error;
    int fd = file_of("a", 1);

    (void)state;
    assert_int_equal(encoding_find(fd, "utf8", &found, &error), STATUS_OK);
    assert_string_equal(found.name, "UTF-8");
    assert_int_equal(encoding_find(fd, "BIG5", &found, &error), STATUS_OK);
    assert_false(found.assumed);
    assert_int_equal(encoding_find(fd, "MOON", &found, &error), STATUS_INVALID_ARGUMENT);
    assert_int_equal(encoding_find(fd, "a name that is longer than the room for it is", &found, &error),
                     STATUS_INVALID_ARGUMENT);
    close(fd);
}

static char *decoded(const char *bytes, size_t n, const char *name, size_t *ret_n)
{
    struct error error;
    char *text = malloc(4 * n + 16);
    int fd = file_of(bytes, n), copy;
    ssize_t got;

    assert_int_equal(encoding_decode(fd, name, &copy, &error), STATUS_OK);
    for (*ret_n = 0; (got = read(copy, text + *ret_n, 4 * n + 15 - *ret_n)) > 0;)
        *ret_n += (size_t)got;
    text[*ret_n] = '\0';
    close(copy);
    close(fd);
    return text;
}

static void what_does_not_belong_is_marked(void **state)
{
    static const struct {
        const char *bytes;
        size_t n;
        const char *name, *text;
    } rows[] = {
        {"a\xc3\xc5\n", 4, "GB18030", "a\xe9\x97\xa8\n"},
        {"\xff" "a", 2, "GB18030", "\xEF\xBF\xBD" "a"},
        {"a\xc3", 2, "GB18030", "a\xEF\xBF\xBD"},
        {"\xff\xfe" "a\0\x00\xd8" "b\0", 8, "UTF-16", "a\xEF\xBF\xBD" "b"},
        {"\xff\xfe" "a\0b", 5, "UTF-16", "a\xEF\xBF\xBD"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t n;
        char *text = decoded(rows[i].bytes, rows[i].n, rows[i].name, &n);

        if (strcmp(text, rows[i].text) != 0)
            fail_msg("row %zu", i);
        free(text);
    }
}

static void characters_may_lie_across_blocks(void **state)
{
    enum { PAIRS = 100001 };
    char *bytes = malloc(2 * PAIRS + 1), *text;
    size_t n;

    (void)state;
    bytes[0] = 'x';
    for (size_t i = 0; i < PAIRS; i++)
        memcpy(bytes + 1 + 2 * i, "\xc3\xc5", 2);
    text = decoded(bytes, 2 * PAIRS + 1, "GB18030", &n);
    assert_int_equal(n, 3 * PAIRS + 1);
    for (size_t i = 0; i < PAIRS; i++)
        assert_memory_equal(text + 1 + 3 * i, "\xe9\x97\xa8", 3);
    free(text);
    free(bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(encodings_are_found),
        cmocka_unit_test(what_is_wanted_must_be_known),
        cmocka_unit_test(what_does_not_belong_is_marked),
        cmocka_unit_test(characters_may_lie_across_blocks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
