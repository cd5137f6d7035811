/* SPDX-License-Identifier: Apache-2.0
 * What the random messages and the vectors do not reach: what is said of a fault, bytes in an unusual order, limits.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "transcode.h"

extern const char everything_set[];
extern const uint64_t everything_set_size;

struct fixture {
    struct schema *schema;
    struct arena *arena;
};

static int begin(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    fixture->arena = arena_new();
    *state = fixture;
    return schema_open(everything_set, everything_set_size, &fixture->schema, NULL) == STATUS_OK ? 0 : -1;
}

static int end(void **state)
{
    struct fixture *fixture = *state;
    schema_free(fixture->schema);
    arena_free(fixture->arena);
    free(fixture);
    return 0;
}

static const struct schema_message *type_of(const struct fixture *fixture, const char *name)
{
    const struct schema_message *type = schema_message(fixture->schema, name);
    assert_non_null(type);
    return type;
}

static void faults_name_field_and_rule(void **state)
{
    static const struct {
        const char *json, *field, *message;
    } faults[] = {
        {"[]", "", "the request must be an object, is an array"},
        {"{\"oneInt3\":1}", "", "the request has a field \"oneInt3\" that everything.v2.Everything lacks"},
        {"{\"oneInt32\":\"x\"}", "one_int32", "one_int32 must be an integer, is a string"},
        {"{\"oneInt32\":1.5}", "one_int32",
         "one_int32 must be an integer, is a number with a fraction or too large"},
        {"{\"oneInt32\":2147483648}", "one_int32", "one_int32 must be an integer of 32 bits with sign, is outside"},
        {"{\"oneUint64\":-1}", "one_uint64", "one_uint64 must be an integer of 64 bits without sign, is outside"},
        {"{\"oneString\":123456789012345678901234567890}", "one_string", "one_string must be a string, is a number"},
        {"{\"oneBool\":\"true\"}", "one_bool", "one_bool must be true or false, is a string"},
        {"{\"letter\":\"C\"}", "letter", "letter must be a value of everything.v2.Everything.Letter, is another name"},
        {"{\"letter\":3}", "letter", "letter must be a value of everything.v2.Everything.Letter, is another number"},
        {"{\"parts\":[{\"a\":1},{\"whole\":{\"letters\":[\"A\",7]}}]}", "parts[1].whole.letters[1]",
         "parts[1].whole.letters[1] must be a value of everything.v2.Everything.Letter, is another number"},
        {"{\"manyInt32\":[1,null]}", "many_int32[1]", "many_int32[1] must not be null"},
        {"{\"oneBytes\":\"*\"}", "one_bytes", "one_bytes must be base64, is a string of 1 bytes of another form"},
        {"{\"oneInt32\":1,\"one_int32\":2}", "",
         "the request has field one_int32 beside its other name, of which one may be given"},
        {"{\"left\":\"\",\"both\":1}", "", "the request has field both beside left, of which one may be given"},
        {"{\"at\":\"yesterday\"}", "at",
         "at must be a time of RFC 3339 (\"2026-01-31T08:00:00Z\"), is a string of 9 bytes of another form"},
        {"{\"oneInt32\":1,\"oneInt32\":1}", "",
         "the JSON text has a key twice in one object (27 bytes, line 1, column 24)"},
    };
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        struct error error = {0};
        struct bytes bytes;
        const char *json = faults[i].json;
        assert_int_equal(json_to_proto(type_of(fixture, "everything.v2.Everything"), json, strlen(json), fixture->arena,
                                       &bytes, &error),
                         STATUS_INVALID_ARGUMENT);
        assert_string_equal(error.message, faults[i].message);
        assert_string_equal(error.field, faults[i].field);
    }
}

/* The JSON that the bytes `wire` of `n` make, or the message of the refusal. */
static const char *written(struct fixture *fixture, const char *name, const char *wire, size_t n)
{
    struct error error;
    struct text out;
    text_init(&out, fixture->arena);
    if (proto_to_json(type_of(fixture, name), (struct bytes){(const uint8_t *)wire, n}, &out, &error) != STATUS_OK)
        return arena_strdup(fixture->arena, error.message);
    return out.bytes;
}
#define WRITTEN(name, wire) written(*state, name, wire, sizeof wire - 1)

static void unusual_bytes_are_written_as_they_mean(void **state)
{
    const char *two = "everything.v2.Everything", *three = "everything.v3.Everything";
    /* out of order; the last of a singular field counts; repeated ones lie apart */
    assert_string_equal(WRITTEN(two, "\xa0\x01\x02\x08\x01\xa0\x01\x03\x08\x05"),
                        "{\"oneInt32\":5,\"manyInt32\":[2,3]}");
    /* packed and not, for the same field */
    assert_string_equal(WRITTEN(two, "\xa2\x01\x02\x01\x02\xa0\x01\x03"), "{\"manyInt32\":[1,2,3]}");
    /* a message in two parts */
    assert_string_equal(WRITTEN(three, "\x92\x03\x02\x08\x01\x92\x03\x02\x12\x00"),
                        "{\"optionalNestedMessage\":{\"a\":1,\"corecursive\":{}}}");
    /* of a oneof the last member */
    assert_string_equal(WRITTEN(two, "\xd0\x04\x01\xc2\x04\x01x"), "{\"left\":\"x\"}");
    /* a map key twice, and an entry without anything */
    assert_string_equal(WRITTEN(three, "\xe2\x03\x04\x08\x01\x10\x02\xe2\x03\x04\x08\x01\x10\x03\xe2\x03\x00"),
                        "{\"mapInt32Int32\":{\"1\":3,\"0\":0}}");
    /* unknown fields, an unknown enum value, a renamed field */
    assert_string_equal(WRITTEN(two, "\xfa\x7f\x01x\x98\x03\x63\xb8\x04\x07"), "{\"letter\":99,\"neuerName\":\"7\"}");
    assert_string_equal(WRITTEN(two, "\x72\x04" "a\xff\x00" "b"), "{\"oneString\":\"a\xEF\xBF\xBD\\u0000b\"}");
    assert_string_equal(WRITTEN(two, "\x5d\x00\x00\x00\x80"), "{\"oneFloat\":-0.0}");
    assert_string_equal(WRITTEN(two, ""), "{}");
}

static void malformed_bytes_are_refused(void **state)
{
    static const char *const wrong[] = {"\x08", "\x0b", "\x07", "\x72\x05x", "\x00\x01", "\x5d\x01\x02",
                                        "\x08\xff\xff\xff\xff\xff\xff\xff\xff\xff\x7f"};
    struct fixture *fixture = *state;
    const struct schema_message *type = type_of(fixture, "everything.v2.Everything");
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        size_t n = i == 4 ? 2 : strlen(wrong[i]);
        struct bytes bytes = {(const uint8_t *)wrong[i], n};
        assert_int_equal(proto_check(type, bytes, NULL), STATUS_INVALID_ARGUMENT);
        assert_string_equal(written(fixture, "everything.v2.Everything", wrong[i], n),
                            "everything.v2.Everything holds malformed bytes");
    }
    struct error error;
    assert_int_equal(proto_check(type, (struct bytes){(const uint8_t *)"\x72\x01\x00", 3}, &error),
                     STATUS_INVALID_ARGUMENT);
    assert_string_equal(error.message, "one_string must be UTF-8 without NUL, has 1 bytes of another form");
    assert_int_equal(proto_check(type, (struct bytes){(const uint8_t *)"\x72\x01x\xfa\x7f\x01\x00", 7}, &error),
                     STATUS_OK);
}

static void sixty_four_levels_and_no_more(void **state)
{
    struct fixture *fixture = *state;
    const struct schema_message *type = type_of(fixture, "everything.v3.Everything");
    for (int levels = 63; levels <= 64; levels++) {
        struct text json, out;
        struct bytes bytes = {NULL, 0};
        struct error error;
        text_init(&json, fixture->arena);
        text_init(&out, fixture->arena);
        for (int i = 0; i < levels; i++)
            text_puts(&json, "{\"recursiveMessage\":");
        text_puts(&json, "{}");
        for (int i = 0; i < levels; i++)
            text_puts(&json, "}");
        enum status status = json_to_proto(type, json.bytes, json.size, fixture->arena, &bytes, &error);
        assert_int_equal(status, levels == 63 ? STATUS_OK : STATUS_INVALID_ARGUMENT);
        if (status != STATUS_OK)
            continue;
        assert_int_equal(proto_check(type, bytes, &error), STATUS_OK);
        assert_int_equal(proto_to_json(type, bytes, &out, &error), STATUS_OK);
        assert_string_equal(out.bytes, json.bytes);
    }
}

static void a_bomb_of_brackets_is_refused(void **state)
{
    struct fixture *fixture = *state;
    struct bytes bytes;
    struct error error;
    char *bomb = arena_alloc(fixture->arena, 1 << 20);
    memset(bomb, '[', 1 << 20);
    assert_int_equal(
        json_to_proto(type_of(fixture, "google.protobuf.Value"), bomb, 1 << 20, fixture->arena, &bytes, &error),
        STATUS_INVALID_ARGUMENT);
    assert_non_null(strstr(error.message, "nested too deep"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(faults_name_field_and_rule),
        cmocka_unit_test(unusual_bytes_are_written_as_they_mean),
        cmocka_unit_test(malformed_bytes_are_refused),
        cmocka_unit_test(sixty_four_levels_and_no_more),
        cmocka_unit_test(a_bomb_of_brackets_is_refused),
    };
    return cmocka_run_group_tests_name("json", tests, begin, end);
}
