/* SPDX-License-Identifier: Apache-2.0 */
#include "shape.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "comments.h"

static const char timestamp[] = "google.protobuf.Timestamp";

static bool is_time(const struct schema_message *message)
{
    return strcmp(message->name, timestamp) == 0;
}

json_t *shape_info(const char *title, const char *description)
{
    return json_pack("{s:s, s:s, s:s}", "title", title, "version", "1", "description", description);
}

json_t *shape_ref(const struct schema_message *message)
{
    if (is_time(message))
        return json_pack("{s:s, s:s}", "type", "string", "format", "date-time");
    return json_pack("{s:o}", "$ref", json_sprintf("#/components/schemas/%s", message->name));
}

/* ---- fields ------------------------------------------------------------------------------------------------------ */

static json_t *text_shape(const struct schema_field *field)
{
    static const struct {
        const char *format, *keyword, *value;
    } formats[] = {
        {"uuid", "format", "uuid"},       {"date", "format", "date"}, {"url", "format", "uri"},
        {"currency", "pattern", "^[A-Z]{3}$"}, {"code", "pattern", "^[A-Za-z0-9_.-]+$"}, {"zone", "x-format", "IANA time zone"},
    };
    json_t *shape = json_pack("{s:s, s:i}", "type", "string", "maxLength",
                              (int)(field->repeated ? 200 : field->max_len));
    for (size_t i = 0; field->format && i < sizeof formats / sizeof *formats; i++)
        if (strcmp(field->format, formats[i].format) == 0)
            json_object_set_new(shape, formats[i].keyword, json_string(formats[i].value));
    return shape;
}

static json_t *enum_shape(const struct schema_enum *type)
{
    json_t *values = json_array();
    for (size_t i = 0; i < type->n; i++)
        json_array_append_new(values, json_string(type->values[i].name));
    return json_pack("{s:s, s:o}", "type", "string", "enum", values);
}

/* Bounds go with numbers; 64 bits travel as text, which JavaScript's numbers would not hold. */
static json_t *number_shape(const struct schema_field *field, bool is_long)
{
    json_t *shape = is_long ? json_pack("{s:[s, s], s:s}", "type", "string", "integer", "pattern", "^-?[0-9]{1,20}$")
                            : json_pack("{s:s}", "type", "integer");
    if (field->has_min)
        json_object_set_new(shape, "minimum", json_integer(field->min));
    if (field->has_max)
        json_object_set_new(shape, "maximum", json_integer(field->max));
    return shape;
}

static json_t *value_shape(const struct schema_field *field)
{
    switch (field->type) {
    case TYPE_MESSAGE: return shape_ref(field->message);
    case TYPE_GROUP: return json_object();
    case TYPE_ENUM: return enum_shape(field->enumeration);
    case TYPE_STRING: return text_shape(field);
    case TYPE_BYTES: return json_pack("{s:s, s:s}", "type", "string", "contentEncoding", "base64");
    case TYPE_BOOL: return json_pack("{s:s}", "type", "boolean");
    case TYPE_DOUBLE:
    case TYPE_FLOAT: return json_pack("{s:s}", "type", "number");
    case TYPE_INT64:
    case TYPE_UINT64:
    case TYPE_FIXED64:
    case TYPE_SFIXED64:
    case TYPE_SINT64: return number_shape(field, true);
    case TYPE_INT32:
    case TYPE_UINT32:
    case TYPE_FIXED32:
    case TYPE_SFIXED32:
    case TYPE_SINT32: break;
    }
    return number_shape(field, false);
}

static json_t *field_shape(const struct schema_message *message, const struct schema_field *field)
{
    struct arena *arena = arena_new();
    json_t *shape = value_shape(field);
    if (field->repeated) {
        shape = json_pack("{s:s, s:o, s:i}", "type", "array", "items", shape, "maxItems", (int)field->max_len);
        if (field->required)
            json_object_set_new(shape, "minItems", json_integer(1));
    }
    const char *comment = comment_of(arena_printf(arena, "%s.%s", message->name, field->name));
    if (*comment)
        json_object_set_new(shape, "description", json_string(comment));
    if (field->secret)
        json_object_set_new(shape, "x-private", json_true());
    arena_free(arena);
    return shape;
}

/* ---- messages ---------------------------------------------------------------------------------------------------- */

void shape_add(json_t *schemas, const struct schema_message *message)
{
    if (is_time(message) || json_object_get(schemas, message->name))
        return;
    json_t *shape = json_pack("{s:s}", "type", "object"), *fields = json_object(), *required = json_array();
    json_object_set_new(schemas, message->name, shape);
    const char *comment = comment_of(message->name);
    if (*comment)
        json_object_set_new(shape, "description", json_string(comment));
    for (size_t i = 0; i < message->n; i++) {
        const struct schema_field *field = &message->fields[i];
        json_object_set_new(fields, field->json_name, field_shape(message, field));
        if (field->required)
            json_array_append_new(required, json_string(field->json_name));
        if (field->message)
            shape_add(schemas, field->message);
    }
    json_object_set_new(shape, "properties", fields);
    if (json_array_size(required))
        json_object_set(shape, "required", required);
    json_decref(required);
    json_object_set_new(shape, "additionalProperties", json_false());
}

/* ---- examples ---------------------------------------------------------------------------------------------------- */

static json_t *text_example(const struct schema_field *field)
{
    static const struct {
        const char *format, *value;
    } formats[] = {
        {"uuid", "0192f0c4-7a3e-7b1c-9d52-3f6a8e0b4c21"}, {"date", "2026-03-31"}, {"url", "https://example.com/"},
        {"currency", "CNY"},                              {"zone", "Asia/Shanghai"},
    };
    size_t n = strlen(field->name);
    for (size_t i = 0; field->format && i < sizeof formats / sizeof *formats; i++)
        if (strcmp(field->format, formats[i].format) == 0)
            return json_string(formats[i].value);
    if (n >= 3 && strcmp(field->name + n - 3, "_id") == 0)
        return json_string(formats[0].value);
    if (n >= 4 && strcmp(field->name + n - 4, "path") == 0)
        return json_string("/hq/sales/");
    if (strcmp(field->name, "currency") == 0)
        return json_string("CNY");
    return json_string(field->name);
}

static json_t *value_example(const struct schema_field *field, unsigned depth)
{
    switch (field->type) {
    case TYPE_MESSAGE:
        return is_time(field->message) ? json_string("2026-01-31T08:00:00Z") : shape_example(field->message, depth);
    case TYPE_ENUM: return json_string(field->enumeration->n ? field->enumeration->values[0].name : "");
    case TYPE_STRING: return text_example(field);
    case TYPE_BYTES: return json_string("AAEC");
    case TYPE_BOOL: return json_true();
    case TYPE_DOUBLE:
    case TYPE_FLOAT: return json_real(0.5);
    case TYPE_INT64:
    case TYPE_UINT64:
    case TYPE_FIXED64:
    case TYPE_SFIXED64:
    case TYPE_SINT64: return json_sprintf("%lld", (long long)(field->has_min && field->min > 1 ? field->min : 1));
    default: return json_integer(field->has_min && field->min > 1 ? field->min : 1);
    }
}

json_t *shape_example(const struct schema_message *message, unsigned depth)
{
    json_t *example = json_object();
    for (size_t i = 0; i < message->n; i++) {
        const struct schema_field *field = &message->fields[i];
        if (field->message && !is_time(field->message) && !depth)
            continue;
        json_t *value = value_example(field, depth ? depth - 1 : 0);
        json_object_set_new(example, field->json_name, field->repeated ? json_pack("[o]", value) : value);
    }
    return example;
}
