/* SPDX-License-Identifier: Apache-2.0 */
#include "attribute.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "schema/rule.h"

static enum status broken(struct error *error, const char *field, const char *code, const char *sentence)
{
    return rule_broken(error, STATUS_INVALID_ARGUMENT, field, NULL, "%s %s", code, sentence);
}

enum status attribute_check_fields(AttributeField *const *fields, size_t n, struct error *error)
{
    for (size_t i = 0; i < n; i++) {
        const AttributeField *field = fields[i];
        for (size_t k = 0; k < i; k++)
            if (strcmp(field->code, fields[k]->code) == 0)
                return broken(error, "fields", field->code, "stands there twice");
        if ((field->type == ATTRIBUTE_FIELD__TYPE__CHOICE) != (field->n_choices > 0))
            return broken(error, "fields", field->code, "must have choices if it is a CHOICE, and only then");
        if (field->type != ATTRIBUTE_FIELD__TYPE__NUMBER && (field->has_least || field->has_most))
            return broken(error, "fields", field->code, "must be a NUMBER to have bounds");
        if (field->has_least && field->has_most && !(field->least <= field->most))
            return broken(error, "fields", field->code, "has bounds that leave nothing");
    }
    return STATUS_OK;
}

static bool is_number(const AttributeField *field, const char *value)
{
    char *end;
    if (!isdigit((unsigned char)value[0]) && value[0] != '-')
        return false;
    if (value[strspn(value, "-.0123456789")])
        return false;
    double number = strtod(value, &end);
    return *end == 0 && isfinite(number) && !(field->has_least && number < field->least) &&
           !(field->has_most && number > field->most);
}

static bool is_date(const char *value)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (strlen(value) != 10 || strspn(value, "-0123456789") != 10 || value[4] != '-' || value[7] != '-' ||
        strchr(value + 8, '-') || memchr(value, '-', 4) || memchr(value + 5, '-', 2))
        return false;
    int year = atoi(value), month = atoi(value + 5), day = atoi(value + 8);
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month >= 1 && month <= 12 && day >= 1 && day <= days[month - 1] + (leap && month == 2);
}

static bool is_choice(const AttributeField *field, const char *value)
{
    for (size_t i = 0; i < field->n_choices; i++)
        if (strcmp(field->choices[i], value) == 0)
            return true;
    return false;
}

/* NULL, or what the value should be. */
static const char *what_is_wrong(const AttributeField *field, const char *value)
{
    switch (field->type) {
    case ATTRIBUTE_FIELD__TYPE__NUMBER:
        return is_number(field, value) ? NULL : "must be a decimal number within its bounds";
    case ATTRIBUTE_FIELD__TYPE__BOOLEAN:
        return text_equal(value, "true") || text_equal(value, "false") ? NULL : "must be true or false";
    case ATTRIBUTE_FIELD__TYPE__DATE:
        return is_date(value) ? NULL : "must be a date, YYYY-MM-DD";
    case ATTRIBUTE_FIELD__TYPE__CHOICE:
        return is_choice(field, value) ? NULL : "must be one of its choices";
    default:
        return is_blank(value) ? "must not be blank" : NULL;
    }
}

static const AttributeField *find(AttributeField *const *fields, size_t n, const char *code)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(fields[i]->code, code) == 0)
            return fields[i];
    return NULL;
}

static bool is_among(CustomerAttribute *const *values, size_t n, const char *code)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(values[i]->code, code) == 0)
            return true;
    return false;
}

enum status attribute_check_values(AttributeField *const *fields, size_t n, CustomerAttribute *const *values,
                                   size_t n_values, struct error *error)
{
    for (size_t i = 0; i < n_values; i++) {
        const AttributeField *field = find(fields, n, values[i]->code);
        if (!field)
            return broken(error, "attributes", values[i]->code, "is no attribute of this industry");
        if (is_among(values, i, values[i]->code))
            return broken(error, "attributes", values[i]->code, "stands there twice");
        const char *wrong = what_is_wrong(field, values[i]->value);
        if (wrong)
            return broken(error, "attributes", values[i]->code, wrong);
    }
    for (size_t i = 0; i < n; i++)
        if (fields[i]->required && !is_among(values, n_values, fields[i]->code))
            return broken(error, "attributes", fields[i]->code, "must be given");
    return STATUS_OK;
}
