/* SPDX-License-Identifier: Apache-2.0
 * The reader of delimited files: separators, marks, faults, recovery, and the csv-spectrum vectors.
 */
#include "cli/import_file.h"

#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static struct import_file *open_bytes(const char *bytes, size_t n)
{
    char path[] = "import_file_test.XXXXXX";
    struct error error;
    struct import_file *file;
    int fd = mkstemp(path);

    assert_int_not_equal(fd, -1);
    assert_int_equal(write(fd, bytes, n), n);
    close(fd);
    if (import_file_open(path, &(struct import_form){0}, &file, &error) != STATUS_OK)
        file = NULL;
    unlink(path);
    return file;
}

static struct import_file *open_text(const char *text)
{
    struct import_file *file = open_bytes(text, strlen(text));

    assert_non_null(file);
    return file;
}

static struct import_row next(struct import_file *file)
{
    struct import_row row;

    assert_true(import_file_next(file, &row));
    return row;
}

static void expect_end(struct import_file *file)
{
    struct import_row row;
    struct error error;

    assert_false(import_file_next(file, &row));
    assert_int_equal(import_file_error(file, &error), STATUS_OK);
    import_file_free(file);
}

static void separators_are_found(void **state)
{
    static const char separators[] = ",;\t|";

    (void)state;
    for (size_t i = 0; i < sizeof(separators) - 1; i++) {
        char text[64];
        struct import_file *file;
        struct import_row row;

        snprintf(text, sizeof(text), "\xEF\xBB\xBF\"a,;\t|,;\t|\"%cc\r\n1%c 2 \r\n", separators[i], separators[i]);
        file = open_text(text);
        assert_int_equal(import_file_separator(file), separators[i]);
        row = next(file);
        assert_null(row.fault);
        assert_string_equal(row.cells[0], "1");
        assert_string_equal(row.cells[1], "2");
        expect_end(file);
    }
}

static void header_may_end_with_empty_columns(void **state)
{
    struct import_file *file = open_text("a,b,,\n1,2,,\n3,4\n5,6,x,\n");
    struct import_row row;
    size_t n;

    (void)state;
    assert_string_equal(import_file_header(file, &n)[1], "b");
    assert_int_equal(n, 2);
    assert_null(next(file).fault);
    assert_null(next(file).fault);
    row = next(file);
    assert_string_equal(row.fault, "4 cells where the header names 2");
    assert_int_equal(row.line, 4);
    expect_end(file);
}

static void ragged_rows_are_faults(void **state)
{
    struct import_file *file = open_text("a,b,c\n1,2\n\n   \n1,2,3,4\n1,2,3");
    struct import_row row;

    (void)state;
    row = next(file);
    assert_string_equal(row.fault, "2 cells where the header names 3");
    assert_int_equal(row.line, 2);
    row = next(file);
    assert_string_equal(row.fault, "4 cells where the header names 3");
    assert_int_equal(row.line, 5);
    assert_memory_equal(row.raw, "1,2,3,4", row.raw_size);
    row = next(file);
    assert_null(row.fault);
    assert_int_equal(row.line, 6);
    expect_end(file);
}

static void bytes_that_are_not_utf8_are_faults(void **state)
{
    static const char bytes[] = "a,b\n1,\xff\n2,\0z\n3,\xe4\xb8\xad\n";
    struct import_file *file = open_bytes(bytes, sizeof(bytes) - 1);
    struct import_row row;

    (void)state;
    assert_non_null(file);
    assert_string_equal(next(file).fault, "not valid UTF-8");
    assert_string_equal(next(file).fault, "not valid UTF-8");
    row = next(file);
    assert_null(row.fault);
    assert_string_equal(row.cells[1], "\xe4\xb8\xad");
    expect_end(file);
}

static void an_open_quote_costs_one_line(void **state)
{
    struct import_file *file = open_text("a,b\n1,2\n3,\"4\n5,6\n7,8\n");
    struct import_row row;

    (void)state;
    assert_null(next(file).fault);
    row = next(file);
    assert_non_null(row.fault);
    assert_int_equal(row.line, 3);
    assert_int_equal(row.raw_size, strlen("3,\"4"));
    row = next(file);
    assert_int_equal(row.line, 4);
    assert_string_equal(row.cells[0], "5");
    assert_string_equal(next(file).cells[1], "8");
    expect_end(file);
}

static void a_row_has_a_limit(void **state)
{
    size_t n = 2 * IMPORT_ROW_LIMIT;
    char *bytes = malloc(n);
    struct import_file *file;
    struct import_row row;
    unsigned rows = 0;

    (void)state;
    assert_non_null(bytes);
    memset(bytes, 'x', n);
    memcpy(bytes, "a,b\n1,\"", 7);
    for (size_t i = 1000; i < n; i += 1000)
        memcpy(bytes + i, "\n2,3,", 4);
    file = open_bytes(bytes, n);
    assert_non_null(file);
    row = next(file);
    assert_non_null(row.fault);
    assert_in_range(row.raw_size, 900, 1000);
    while (import_file_next(file, &row))
        rows += row.fault == NULL;
    assert_int_equal(rows, (n - 1) / 1000);
    import_file_free(file);
    free(bytes);
}

static void old_line_ends_are_read(void **state)
{
    struct import_file *file = open_text("a,b\r1,2\r3,4");

    (void)state;
    assert_string_equal(next(file).cells[1], "2");
    assert_string_equal(next(file).cells[1], "4");
    expect_end(file);
}

static void headers_that_cannot_be_read_are_refused(void **state)
{
    (void)state;
    assert_null(open_bytes("", 0));
    assert_null(open_bytes("\n\n", 2));
    assert_null(open_bytes(",,\n1,2,3\n", 9));
    assert_null(open_bytes("a,\xff\n", 5));
}

static void the_id_names_the_content(void **state)
{
    char one[37], two[37];
    struct error error;
    FILE *file;

    (void)state;
    assert_int_equal(import_file_id("no such file", one, &error), STATUS_NOT_FOUND);
    for (int round = 0; round < 2; round++) {
        file = fopen("import_file_test.id", "w");
        assert_non_null(file);
        fprintf(file, "a,b\n%d,2\n", round);
        fclose(file);
        assert_int_equal(import_file_id("import_file_test.id", round ? two : one, &error), STATUS_OK);
    }
    assert_string_not_equal(one, two);
    assert_int_equal(import_file_id("import_file_test.id", one, &error), STATUS_OK);
    assert_string_equal(one, two);
    unlink("import_file_test.id");
}

static void compare(const char *folder, const char *name)
{
    char path[512];
    struct error error;
    struct import_file *file;
    json_t *rows, *expected;
    size_t i, n;

    snprintf(path, sizeof(path), "%s/json/%s.json", folder, name);
    rows = json_load_file(path, 0, NULL);
    assert_non_null(rows);
    snprintf(path, sizeof(path), "%s/csvs/%s.csv", folder, name);
    assert_int_equal(import_file_open(path, &(struct import_form){0}, &file, &error), STATUS_OK);
    json_array_foreach(rows, i, expected) {
        const char *const *header = import_file_header(file, &n);
        struct import_row row = next(file);

        assert_null(row.fault);
        assert_int_equal(n, json_object_size(expected));
        for (size_t c = 0; c < n; c++)
            assert_string_equal(row.cells[c], json_string_value(json_object_get(expected, header[c])));
    }
    expect_end(file);
    json_decref(rows);
}

static void csv_spectrum(void **state)
{
    /* location_coordinates has another phone number in its JSON than in its CSV. */
    static const char *const names[] = {"comma_in_quotes", "empty", "empty_crlf", "escaped_quotes", "json", "newlines",
                                        "newlines_crlf", "quotes_and_newlines", "simple", "simple_crlf", "utf8"};
    const char *data = getenv("DEALSPINE_TEST_DATA");
    char folder[256];

    (void)state;
    snprintf(folder, sizeof(folder), "%s/csv_spectrum", data ? data : DEALSPINE_SOURCE_DIR "/../shared/data");
    if (access(folder, R_OK) != 0)
        skip();
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
        compare(folder, names[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(separators_are_found),
        cmocka_unit_test(header_may_end_with_empty_columns),
        cmocka_unit_test(ragged_rows_are_faults),
        cmocka_unit_test(bytes_that_are_not_utf8_are_faults),
        cmocka_unit_test(an_open_quote_costs_one_line),
        cmocka_unit_test(a_row_has_a_limit),
        cmocka_unit_test(old_line_ends_are_read),
        cmocka_unit_test(headers_that_cannot_be_read_are_refused),
        cmocka_unit_test(the_id_names_the_content),
        cmocka_unit_test(csv_spectrum),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
