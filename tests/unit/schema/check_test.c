/* SPDX-License-Identifier: Apache-2.0
 * One table: how a good request is spoilt, which field is named, what is said.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "checked.pb-c.h"
#include "schema/check.h"

extern const char checked_set[];
extern const uint64_t checked_set_size;

#define ID "0192f1b0-0000-7000-8000-000000000001"

static struct schema *schema;

static int open_set(void **state)
{
    (void)state;
    return schema_open(checked_set, checked_set_size, &schema, NULL) == STATUS_OK ? 0 : -1;
}

static int close_set(void **state)
{
    (void)state;
    schema_free(schema);
    return 0;
}

static CheckedLine first, second, *lines[4];
static Google__Protobuf__Timestamp at;
static char long_text[300];

static CheckRequest good(void)
{
    CheckRequest request = CHECK_REQUEST__INIT;
    first = second = (CheckedLine)CHECKED_LINE__INIT;
    first.product_id = second.product_id = ID;
    lines[0] = &first, lines[1] = &second, lines[2] = &first, lines[3] = &second;
    request.name = "王小明王小明王明"; /* eight characters, 24 bytes */
    request.has_amount_minor = true;
    request.lines = lines;
    request.n_lines = 3;
    at = (Google__Protobuf__Timestamp)GOOGLE__PROTOBUF__TIMESTAMP__INIT;
    request.at = &at;
    memset(long_text, 'x', sizeof long_text);
    long_text[201] = '\0';
    return request;
}

#define SPOIL(name, ...)                                                                                               \
    static void name(CheckRequest *r __attribute__((unused)))                                                          \
    {                                                                                                                  \
        __VA_ARGS__;                                                                                                   \
    }
SPOIL(no_name, r->name = NULL)
SPOIL(empty_name, r->name = "")
SPOIL(long_name, r->name = "123456789")
SPOIL(broken_name, r->name = "\xff")
SPOIL(long_note, r->note = long_text)
SPOIL(long_seal, r->has_seal = true; r->seal.len = 5; r->seal.data = (uint8_t *)"12345")
SPOIL(no_amount, r->has_amount_minor = false)
SPOIL(low_amount, r->amount_minor = -6)
SPOIL(high_amount, r->amount_minor = 9000000001)
SPOIL(high_version, r->has_version = true; r->version = UINT64_MAX)
SPOIL(nan_share, r->has_share = true; r->share = NAN)
SPOIL(high_share, r->has_share = true; r->share = 1.01)
SPOIL(no_day, r->due = "2026-02-29")
SPOIL(no_currency, r->currency = "eur")
SPOIL(no_code, r->code = "a b")
SPOIL(no_url, r->url = "ftp://x")
SPOIL(blank_url, r->url = "https://a b")
SPOIL(no_zone, r->zone = "../etc/passwd")
SPOIL(unknown_zone, r->zone = "Mars/Olympus")
SPOIL(unknown_grade, r->has_grade = true; r->grade = 3)
SPOIL(four_lines, r->n_lines = 4)
SPOIL(line_without_product, second.product_id = NULL)
SPOIL(line_of_nothing, second.has_quantity = true)
SPOIL(line_with_name, first.product_id = "0192f1b0")
SPOIL(bad_tag, static const char *tags[] = {"ok", "not ok"}; r->tags = tags; r->n_tags = 2)
SPOIL(year_10000, at.seconds = 253402300800)
SPOIL(nanos, at.nanos = 1000000000)
SPOIL(bad_grades, static CheckRequest__Grade grades[] = {1, 7}; r->grades = grades; r->n_grades = 2)
SPOIL(main_line, static CheckedLine main_line = CHECKED_LINE__INIT; r->main_line = &main_line)
SPOIL(secret_pin, r->has_pin = true; r->pin = 77)
SPOIL(bad_number, static uint64_t numbers[] = {1, UINT64_MAX, 0}; r->numbers = numbers; r->n_numbers = 3)
SPOIL(high_ratio, r->has_ratio = true; r->ratio = 2.5f)

static const struct {
    void (*spoil)(CheckRequest *request);
    const char *field, *message;
} faults[] = {
    {no_name, "name", "name is required"},
    {empty_name, "name", "name is required, and is empty"},
    {long_name, "name", "name must have at most 8 characters, has 9"},
    {broken_name, "name", "name must be valid UTF-8, and is not (1 bytes)"},
    {long_note, "note", "note must have at most 200 characters, has 201"},
    {long_seal, "seal", "seal must have at most 4 bytes, has 5"},
    {no_amount, "amount_minor", "amount_minor is required"},
    {low_amount, "amount_minor", "amount_minor must be at least -5, is -6"},
    {high_amount, "amount_minor", "amount_minor must be at most 9000000000, is 9000000001"},
    {high_version, "version", "version must be at most 10"},
    {nan_share, "share", "share must be at least 0"},
    {high_share, "share", "share must be at most 1"},
    {no_day, "due", "due must be a date, and has 10 characters of another form"},
    {no_currency, "currency", "currency must be a currency, and has 3 characters of another form"},
    {no_code, "code", "code must be a code, and has 3 characters of another form"},
    {no_url, "url", "url must be a url, and has 7 characters of another form"},
    {blank_url, "url", "url must be a url, and has 11 characters of another form"},
    {no_zone, "zone", "zone must be a zone, and has 13 characters of another form"},
    {unknown_zone, "zone", "zone must be a zone, and has 12 characters of another form"},
    {unknown_grade, "grade", "grade must be a value of dealspine.checked.v1.CheckRequest.Grade, and is not one"},
    {four_lines, "lines", "lines must have at most 3 elements, has 4"},
    {line_without_product, "lines[1].product_id", "lines[1].product_id is required"},
    {line_of_nothing, "lines[1].quantity", "lines[1].quantity must be at least 1, is 0"},
    {line_with_name, "lines[0].product_id",
     "lines[0].product_id must be a uuid, and has 8 characters of another form"},
    {bad_tag, "tags[1]", "tags[1] must be a code, and has 6 characters of another form"},
    {year_10000, "at", "at must be a time of the years 0001 to 9999 (google.protobuf.Timestamp)"},
    {nanos, "at", "at must be a time of the years 0001 to 9999 (google.protobuf.Timestamp)"},
    {bad_grades, "grades[1]", "grades[1] must be a value of dealspine.checked.v1.CheckRequest.Grade, and is not one"},
    {main_line, "main_line.product_id", "main_line.product_id is required"},
    {secret_pin, "pin", "pin must be at least 1000"},
    {bad_number, "numbers[2]", "numbers[2] must be at least 1, is 0"},
    {high_ratio, "ratio", "ratio must be at most 2"},
};

static const struct schema_message *type(void)
{
    return schema_message(schema, "dealspine.checked.v1.CheckRequest");
}

static void a_good_request_passes(void **state)
{
    (void)state;
    struct error error;
    CheckRequest request = good();
    request.due = "2028-02-29", request.currency = "CNY", request.code = "K14.x_y-z", request.zone = "Asia/Shanghai";
    request.url = "https://example.com/%20?q=1#f";
    request.has_grade = true, request.grade = CHECK_REQUEST__GRADE__B;
    assert_int_equal(schema_check(type(), &request.base, &error), STATUS_OK);
}

static void each_fault_names_field_rule_and_shape(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        struct error error = {0};
        CheckRequest request = good();
        faults[i].spoil(&request);
        if (schema_check(type(), &request.base, &error) != STATUS_INVALID_ARGUMENT)
            fail_msg("%s: accepted", faults[i].message);
        assert_string_equal(error.field, faults[i].field);
        assert_string_equal(error.message, faults[i].message);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_good_request_passes),
        cmocka_unit_test(each_fault_names_field_rule_and_shape),
    };
    return cmocka_run_group_tests_name("check", tests, open_set, close_set);
}
