/* SPDX-License-Identifier: Apache-2.0 */
#include "customers/attribute.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <string.h>

#include <cmocka.h>

static AttributeField field(const char *code, AttributeField__Type type)
{
    AttributeField made = ATTRIBUTE_FIELD__INIT;
    made.code = code;
    made.type = type;
    return made;
}

static bool allows(AttributeField *one, const char *value)
{
    struct error error = {0};
    CustomerAttribute attribute = CUSTOMER_ATTRIBUTE__INIT, *values[] = {&attribute};
    attribute.code = one->code;
    attribute.value = value;
    return attribute_check_values(&one, 1, values, 1, &error) == STATUS_OK;
}

static void test_CUS_04_values_fit_the_type_of_their_field(void **state)
{
    (void)state;
    AttributeField number = field("n", ATTRIBUTE_FIELD__TYPE__NUMBER), date = field("d", ATTRIBUTE_FIELD__TYPE__DATE);
    AttributeField flag = field("f", ATTRIBUTE_FIELD__TYPE__BOOLEAN), text = field("t", ATTRIBUTE_FIELD__TYPE__TEXT);
    AttributeField choice = field("c", ATTRIBUTE_FIELD__TYPE__CHOICE);
    const char *choices[] = {"one", "two"};
    choice.choices = choices, choice.n_choices = 2;
    number.has_least = number.has_most = 1, number.least = -5, number.most = 10;
    const struct {
        AttributeField *field;
        const char *value;
        bool good;
    } cases[] = {
        {&number, "10", true},       {&number, "-5.0", true},      {&number, "10.01", false}, {&number, "1e1", false},
        {&number, "inf", false},     {&number, "0x5", false},      {&number, "1.2.3", false}, {&number, "", false},
        {&date, "2024-02-29", true}, {&date, "2023-02-29", false}, {&date, "2024-13-01", false},
        {&date, "2024-1-01", false}, {&date, "2024-01-00", false}, {&flag, "false", true},    {&flag, "False", false},
        {&text, "anything", true},   {&text, "  ", false},         {&choice, "two", true},    {&choice, "three", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(allows(cases[i].field, cases[i].value), cases[i].good);
}

static void test_CUS_04_a_schema_makes_sense(void **state)
{
    (void)state;
    struct error error = {0};
    AttributeField a = field("a", ATTRIBUTE_FIELD__TYPE__TEXT), b = field("b", ATTRIBUTE_FIELD__TYPE__NUMBER);
    AttributeField *both[] = {&a, &b}, *twice[] = {&a, &a};
    assert_int_equal(attribute_check_fields(both, 2, &error), STATUS_OK);
    assert_int_equal(attribute_check_fields(twice, 2, &error), STATUS_INVALID_ARGUMENT);
    b.has_least = b.has_most = 1, b.least = 2, b.most = 1;
    assert_int_equal(attribute_check_fields(both, 2, &error), STATUS_INVALID_ARGUMENT);
    b = field("b", ATTRIBUTE_FIELD__TYPE__CHOICE);
    assert_int_equal(attribute_check_fields(both, 2, &error), STATUS_INVALID_ARGUMENT);
    b = field("b", ATTRIBUTE_FIELD__TYPE__BOOLEAN), b.has_least = 1;
    assert_int_equal(attribute_check_fields(both, 2, &error), STATUS_INVALID_ARGUMENT);
    assert_true(strstr(error.message, "b must be a NUMBER") != NULL);
}

static void test_CUS_04_required_ones_are_there(void **state)
{
    (void)state;
    struct error error = {0};
    AttributeField a = field("a", ATTRIBUTE_FIELD__TYPE__TEXT), *fields[] = {&a};
    a.has_required = a.required = 1;
    assert_int_equal(attribute_check_values(fields, 1, NULL, 0, &error), STATUS_INVALID_ARGUMENT);
    assert_string_equal(error.field, "attributes");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_CUS_04_values_fit_the_type_of_their_field),
        cmocka_unit_test(test_CUS_04_a_schema_makes_sense),
        cmocka_unit_test(test_CUS_04_required_ones_are_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
