/* SPDX-License-Identifier: Apache-2.0
 * What the tables say of a small proto, and of the project's own set.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "schema/schema.h"

extern const char checked_set[];
extern const uint64_t checked_set_size;

static int open_set(void **state)
{
    struct error error;
    struct schema *schema;
    if (schema_open(checked_set, checked_set_size, &schema, &error) != STATUS_OK)
        return -1;
    *state = schema;
    return 0;
}

static int close_set(void **state)
{
    schema_free(*state);
    return 0;
}

static const struct schema_field *field_of(const struct schema *schema, const char *message, const char *name)
{
    const struct schema_message *found = schema_message(schema, message);
    assert_non_null(found);
    return schema_field_by_name(found, name, strlen(name));
}

static void fields_carry_their_options(void **state)
{
    const char *request = "dealspine.checked.v1.CheckRequest";
    const struct schema_field *name = field_of(*state, request, "name");
    assert_true(name->required && name->secret && !name->repeated && !name->format);
    assert_int_equal(name->max_len, 8);
    assert_int_equal(field_of(*state, request, "note")->max_len, 200);
    const struct schema_field *amount = field_of(*state, request, "amount_minor");
    assert_ptr_equal(amount, field_of(*state, request, "amountMinor"));
    assert_true(amount->has_min && amount->has_max && amount->min == -5 && amount->max == 9000000000);
    assert_int_equal(amount->type, TYPE_INT64);
    assert_string_equal(amount->json_name, "amountMinor");
    assert_string_equal(field_of(*state, request, "zone")->format, "zone");
    assert_int_equal(field_of(*state, request, "lines")->max_len, 3);
    assert_int_equal(field_of(*state, request, "tags")->max_len, 200);
    assert_null(field_of(*state, request, "nam"));
    assert_null(field_of(*state, request, "names"));
}

static void fields_know_their_types(void **state)
{
    const char *request = "dealspine.checked.v1.CheckRequest";
    const struct schema_field *lines = field_of(*state, request, "lines");
    assert_true(lines->repeated && !lines->packed && !lines->map && lines->oneof == -1 && !lines->proto3);
    assert_ptr_equal(lines->message, schema_message(*state, "dealspine.checked.v1.CheckedLine"));
    const struct schema_field *grade = field_of(*state, request, "grade");
    assert_string_equal(grade->enumeration->name, "dealspine.checked.v1.CheckRequest.Grade");
    assert_int_equal(grade->enumeration->n, 2);
    assert_string_equal(grade->enumeration->values[1].name, "B");
    const struct schema_field *seconds = field_of(*state, "google.protobuf.Timestamp", "seconds");
    assert_true(seconds->proto3);
    assert_int_equal(schema_field(lines->message, 2)->type, TYPE_INT32);
    assert_null(schema_field(lines->message, 3));
}

static void methods_carry_their_options(void **state)
{
    const struct schema_method *check = schema_method(*state, "checked", "Check");
    assert_string_equal(check->full, "checked.Check");
    assert_string_equal(check->service, "dealspine.checked.v1.Checked");
    assert_string_equal(check->permission, "checked.run");
    assert_string_equal(check->lock, "name");
    assert_true(!check->query && !check->open && !check->callers);
    const struct schema_method *ask = schema_method_by_path(*state, "dealspine.checked.v1.Checked/Ask");
    assert_true(ask->query && !ask->permission);
    assert_string_equal(ask->callers, "leads gateway");
    assert_true(schema_method(*state, "checked", "Begin")->open);
    assert_null(schema_method(*state, "checked", "End"));
    assert_null(schema_method_by_path(*state, "dealspine.checked.v1.Checked/"));
    assert_null(schema_method_by_path(*state, "Ask"));
    assert_null(schema_method_by_path(*state, ""));
}

static void events_are_found_by_type(void **state)
{
    const struct schema_message *done = schema_event(*state, "check.done");
    assert_string_equal(done->name, "dealspine.checked.v1.CheckDone");
    assert_string_equal(done->domain, "checked");
    assert_null(schema_event(*state, "check"));
    assert_string_equal(schema_message(*state, "google.protobuf.Timestamp")->domain, "");
}

static void a_broken_set_is_refused(void **state)
{
    (void)state;
    struct schema *schema;
    struct error error;
    assert_int_equal(schema_open("\x0a\x7f", 2, &schema, &error), STATUS_INVALID_ARGUMENT);
    assert_int_equal(schema_open("", 0, &schema, &error), STATUS_OK); /* an empty set is one */
    assert_null(schema_message(schema, "x"));
    schema_free(schema);
    /* file { message_type { name: "M" field { name: "f" number: 1 type: MESSAGE type_name: ".N" } } } */
    static const char lacking[] = "\x0a\x14\x22\x12\x0a\x01M\x12\x0d\x0a\x01\x66\x18\x01\x28\x0b\x32\x02.N\x20\x01";
    assert_int_equal(schema_open(lacking, sizeof lacking - 1, &schema, &error), STATUS_INVALID_ARGUMENT);
    assert_string_equal(error.message, "descriptor set: a field's type is missing: N");
}

static void a_set_cut_short_never_crashes(void **state)
{
    (void)state;
    for (size_t n = 0; n < checked_set_size; n += 7) {
        struct schema *schema;
        char *copy = malloc(n ? n : 1); /* so that the sanitizer sees the end */
        memcpy(copy, checked_set, n);
        if (schema_open(copy, n, &schema, NULL) == STATUS_OK)
            schema_free(schema);
        free(copy);
    }
}

static void the_own_set_is_consistent(void **state)
{
    (void)state;
    size_t n;
    const struct schema_method *const *methods = schema_methods(schema_own(), &n);
    assert_true(n >= 1);
    for (size_t i = 0; i < n; i++) {
        if (!methods[i]->permission && !methods[i]->open && !methods[i]->callers)
            fail_msg("%s has neither permission, open nor callers", methods[i]->full);
        if (methods[i]->lock &&
            !schema_field_by_name(methods[i]->input, methods[i]->lock, strlen(methods[i]->lock)))
            fail_msg("%s locks by %s, which its request lacks", methods[i]->full, methods[i]->lock);
    }
    assert_true(schema_method(schema_own(), "events", "Fetch")->query);
}

static void event_names_fit_their_messages(void **state)
{
    (void)state;
    size_t n;
    const struct schema_message *const *messages = schema_messages(schema_own(), &n);
    for (size_t i = 0; i < n; i++) {
        if (!messages[i]->event)
            continue;
        char expected[100] = "";
        bool upper = true;
        for (const char *p = messages[i]->event; *p && strlen(expected) < sizeof expected - 1; p++) {
            if (*p != '.' && *p != '_')
                expected[strlen(expected)] = upper ? (char)(*p & ~0x20) : *p;
            upper = *p == '.' || *p == '_';
        }
        assert_string_equal(strrchr(messages[i]->name, '.') + 1, expected);
        assert_ptr_equal(schema_event(schema_own(), messages[i]->event), messages[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_carry_their_options),  cmocka_unit_test(fields_know_their_types),
        cmocka_unit_test(methods_carry_their_options), cmocka_unit_test(events_are_found_by_type),
        cmocka_unit_test(a_broken_set_is_refused),     cmocka_unit_test(a_set_cut_short_never_crashes),
        cmocka_unit_test(the_own_set_is_consistent),   cmocka_unit_test(event_names_fit_their_messages),
    };
    return cmocka_run_group_tests_name("schema", tests, open_set, close_set);
}
