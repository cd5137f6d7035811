/* SPDX-License-Identifier: Apache-2.0
 * JSON to protobuf bytes: the tree is walked by the message's table, bytes are written as it goes.
 */
#include <float.h>
#include <inttypes.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "json/known.h"
#include "json/protowire.h"
#include "json_parse.h"
#include "transcode.h"

/* Where we are, for messages: a chain on the stack. */
struct place {
    const struct place *above;
    const struct schema_field *field;
    size_t index;
    bool indexed;
};

struct reading {
    struct json_tree tree;
    struct arena *arena;
    struct text *out;
    struct error *error;
    const struct place *place;
    unsigned depth;
};

static enum status read_message(struct reading *reading, const struct schema_message *type, const json_t *json);
static enum status read_value(struct reading *reading, const json_t *json);

/* ---- refusing ---------------------------------------------------------------------------------------------------- */

static void put_path(struct text *out, const struct place *place)
{
    if (!place)
        return;
    put_path(out, place->above);
    text_printf(out, "%s%s", out->size ? "." : "", place->field->name);
    if (place->indexed)
        text_printf(out, "[%zu]", place->index);
}

static enum status refuse(struct reading *reading, const char *format, ...) PRINTF(2, 3);

static enum status refuse(struct reading *reading, const char *format, ...)
{
    struct text path;
    text_init(&path, reading->arena);
    put_path(&path, reading->place);
    va_list args;
    va_start(args, format);
    const char *rule = arena_vprintf(reading->arena, format, args);
    va_end(args);
    enum status status = fail_with(reading->error, STATUS_INVALID_ARGUMENT, "%s %s",
                                   path.size ? path.bytes : "the request", rule);
    if (reading->error)
        snprintf(reading->error->field, sizeof reading->error->field, "%s", path.bytes);
    return status;
}

static enum status refuse_kind(struct reading *reading, const char *wanted, const json_t *json)
{
    return refuse(reading, "must be %s, is %s", wanted, json_tree_kind(&reading->tree, json));
}

static enum status enter(struct reading *reading)
{
    if (++reading->depth > JSON_DEPTH)
        return refuse(reading, "is nested deeper than %d levels", JSON_DEPTH);
    return STATUS_OK;
}

/* ---- scalars ----------------------------------------------------------------------------------------------------- */

/* A real number that is a whole one, small enough to be exact, becomes an integer. */
static bool make_whole(struct json_number *number)
{
    if (!number->is_real)
        return true;
    if (number->real != floor(number->real) || fabs(number->real) > 9007199254740992.0)
        return false;
    number->magnitude = (uint64_t)fabs(number->real);
    return true;
}

static enum status read_integer(struct reading *reading, const struct schema_field *field, const json_t *json,
                                uint64_t *ret)
{
    bool is_unsigned = field->type == TYPE_UINT32 || field->type == TYPE_UINT64 || field->type == TYPE_FIXED32 ||
                       field->type == TYPE_FIXED64;
    bool is_long = field->type == TYPE_INT64 || field->type == TYPE_UINT64 || field->type == TYPE_SINT64 ||
                   field->type == TYPE_FIXED64 || field->type == TYPE_SFIXED64;
    uint64_t most = is_unsigned ? (is_long ? UINT64_MAX : UINT32_MAX) : (is_long ? INT64_MAX : INT32_MAX);
    struct json_number number;
    if (!json_tree_number(&reading->tree, json, &number))
        return refuse_kind(reading, "an integer", json);
    if (!make_whole(&number))
        return refuse(reading, "must be an integer, is a number with a fraction or too large");
    uint64_t floor_magnitude = is_unsigned ? 0 : most + 1;
    if (number.magnitude > (number.negative ? floor_magnitude : most))
        return refuse(reading, "must be an integer of %d bits %s sign, is outside", is_long ? 64 : 32,
                      is_unsigned ? "without" : "with");
    *ret = number.negative ? -number.magnitude : number.magnitude;
    return STATUS_OK;
}

static bool special_real(const char *text, double *ret)
{
    if (!text)
        return false;
    if (strcmp(text, "NaN") == 0)
        *ret = NAN;
    else if (strcmp(text, "Infinity") == 0)
        *ret = INFINITY;
    else if (strcmp(text, "-Infinity") == 0)
        *ret = -INFINITY;
    else
        return false;
    return true;
}

static enum status read_real(struct reading *reading, bool is_float, const json_t *json, uint64_t *ret)
{
    struct json_number number;
    if (!special_real(json_tree_string(&reading->tree, json), &number.real)) {
        if (!json_tree_number(&reading->tree, json, &number))
            return refuse_kind(reading, "a number", json);
        if (!isfinite(number.real) || (is_float && !isfinite((float)number.real)))
            return refuse(reading, "must be a number of %d bits, is too large", is_float ? 32 : 64);
    }
    float small = (float)number.real;
    *ret = 0;
    if (is_float)
        memcpy(ret, &small, sizeof small);
    else
        memcpy(ret, &number.real, sizeof number.real);
    return STATUS_OK;
}

static enum status read_enum(struct reading *reading, const struct schema_field *field, const json_t *json,
                             uint64_t *ret)
{
    const struct schema_enum *known = field->enumeration;
    const char *name = json_tree_string(&reading->tree, json);
    struct json_number number = {0};
    if (json_is_null(json) && is_null_enum(field)) {
        *ret = 0;
        return STATUS_OK;
    }
    bool is_number = json_is_number(json) && json_tree_number(&reading->tree, json, &number) && make_whole(&number) &&
                     number.magnitude <= (number.negative ? (uint64_t)INT32_MAX + 1 : INT32_MAX);
    if (!name && !is_number)
        return refuse_kind(reading, "the name of an enum value", json);
    int32_t wanted = (int32_t)(number.negative ? -number.magnitude : number.magnitude);
    for (size_t i = 0; i < known->n; i++)
        if (name ? strcmp(known->values[i].name, name) == 0 : known->values[i].number == wanted) {
            *ret = (uint64_t)(int64_t)known->values[i].number;
            return STATUS_OK;
        }
    if (name || !field->proto3)
        return refuse(reading, "must be a value of %s, is another %s", known->name, name ? "name" : "number");
    *ret = (uint64_t)(int64_t)wanted;
    return STATUS_OK;
}

static enum status read_bool(struct reading *reading, const json_t *json, uint64_t *ret)
{
    if (!json_is_boolean(json))
        return refuse_kind(reading, "true or false", json);
    *ret = json_is_true(json);
    return STATUS_OK;
}

/* Everything but text, bytes and messages; `ret` as it goes on the wire. */
static enum status read_scalar(struct reading *reading, const struct schema_field *field, const json_t *json,
                               uint64_t *ret)
{
    switch (field->type) {
    case TYPE_BOOL: return read_bool(reading, json, ret);
    case TYPE_ENUM: return read_enum(reading, field, json, ret);
    case TYPE_DOUBLE: return read_real(reading, false, json, ret);
    case TYPE_FLOAT: return read_real(reading, true, json, ret);
    default: break;
    }
    TRY(read_integer(reading, field, json, ret));
    if (field->type == TYPE_SINT32 || field->type == TYPE_SINT64)
        *ret = *ret << 1 ^ -(*ret >> 63);
    return STATUS_OK;
}

static void put_scalar(struct text *out, enum wire_kind kind, uint64_t value)
{
    if (kind == WIRE_VARINT)
        protowire_put_varint(out, value);
    else
        protowire_put_fixed(out, value, kind == WIRE_64 ? 8 : 4);
}

static enum status read_text(struct reading *reading, const struct schema_field *field, const json_t *json)
{
    const char *text = json_tree_string(&reading->tree, json);
    if (!text)
        return refuse_kind(reading, field->type == TYPE_STRING ? "a string" : "a string of base64", json);
    size_t n = json_string_length(json);
    if (field->type == TYPE_STRING) {
        protowire_put_bytes(reading->out, field->number, text, n);
        return STATUS_OK;
    }
    uint8_t *bytes;
    size_t size;
    if (!base64_decode(reading->arena, text, n, &bytes, &size))
        return refuse(reading, "must be base64, is a string of %zu bytes of another form", n);
    protowire_put_bytes(reading->out, field->number, bytes, size);
    return STATUS_OK;
}

/* ---- fields ------------------------------------------------------------------------------------------------------ */

/* One value with its tag. */
static enum status read_single(struct reading *reading, const struct schema_field *field, const json_t *json)
{
    if (field->type == TYPE_MESSAGE) {
        size_t begun = protowire_begin(reading->out, field->number);
        TRY(read_message(reading, field->message, json));
        protowire_end(reading->out, begun);
        return STATUS_OK;
    }
    if (field->type == TYPE_STRING || field->type == TYPE_BYTES)
        return read_text(reading, field, json);
    uint64_t value;
    TRY(read_scalar(reading, field, json, &value));
    protowire_put_tag(reading->out, field->number, protowire_kind(field->type));
    put_scalar(reading->out, protowire_kind(field->type), value);
    return STATUS_OK;
}

/* May null stand for a value of this type? Elsewhere it means absence. */
static bool takes_null(const struct schema_field *field)
{
    return is_null_enum(field) || (field->message && known_type(field->message) == KNOWN_VALUE);
}

static enum status read_element(struct reading *reading, const struct schema_field *field, const json_t *json)
{
    if (json_is_null(json) && !takes_null(field))
        return refuse(reading, "must not be null");
    if (!field->packed)
        return read_single(reading, field, json);
    uint64_t value;
    TRY(read_scalar(reading, field, json, &value));
    put_scalar(reading->out, protowire_kind(field->type), value);
    return STATUS_OK;
}

static enum status read_array(struct reading *reading, struct place *place, const json_t *json)
{
    const struct schema_field *field = place->field;
    if (!json_is_array(json))
        return refuse_kind(reading, "an array", json);
    size_t n = json_array_size(json), begun = 0;
    if (!n)
        return STATUS_OK;
    if (field->packed)
        begun = protowire_begin(reading->out, field->number);
    place->indexed = true;
    for (place->index = 0; place->index < n; place->index++)
        TRY(read_element(reading, field, json_array_get(json, place->index)));
    place->indexed = false;
    if (field->packed)
        protowire_end(reading->out, begun);
    return STATUS_OK;
}

static enum status read_map_key(struct reading *reading, const struct schema_field *field, const char *key)
{
    json_t *as_json = field->type != TYPE_BOOL         ? json_string(key)
                      : strcmp(key, "true") == 0       ? json_true()
                      : strcmp(key, "false") == 0      ? json_false()
                                                       : NULL;
    if (!as_json)
        return refuse(reading, "has a key that must be true or false, is another text");
    enum status status = read_single(reading, field, as_json);
    json_decref(as_json);
    return status;
}

static enum status read_map(struct reading *reading, const struct schema_field *field, const json_t *json)
{
    const struct schema_field *key_field = schema_field(field->message, 1);
    const struct schema_field *value_field = schema_field(field->message, 2);
    const char *key;
    json_t *value;
    if (!json_is_object(json))
        return refuse_kind(reading, "an object", json);
    json_object_foreach((json_t *)json, key, value) {
        size_t begun = protowire_begin(reading->out, field->number);
        TRY(read_map_key(reading, key_field, key));
        TRY(read_element(reading, value_field, value));
        protowire_end(reading->out, begun);
    }
    return STATUS_OK;
}

static enum status read_field(struct reading *reading, const struct schema_field *field, const json_t *json)
{
    struct place place = {.above = reading->place, .field = field};
    const struct place *above = reading->place;
    reading->place = &place;
    TRY(field->map        ? read_map(reading, field, json)
        : field->repeated ? read_array(reading, &place, json)
                          : read_single(reading, field, json));
    reading->place = above;
    return STATUS_OK;
}

/* Marks the field as given; refuses a second time, under its other name or as another member of its oneof. */
static enum status mark_seen(struct reading *reading, const struct schema_message *type, bool *seen,
                             const struct schema_field *field)
{
    for (size_t i = 0; i < type->n; i++) {
        const struct schema_field *other = &type->fields[i];
        if (seen[i] && (other == field || (field->oneof >= 0 && other->oneof == field->oneof)))
            return refuse(reading, "has field %s beside %s, of which one may be given", field->name,
                          other == field ? "its other name" : other->name);
    }
    seen[field - type->fields] = true;
    return STATUS_OK;
}

static enum status read_object(struct reading *reading, const struct schema_message *type, const json_t *json)
{
    const char *key;
    json_t *value;
    if (!json_is_object(json))
        return refuse_kind(reading, "an object", json);
    bool *seen = arena_alloc(reading->arena, type->n + 1);
    json_object_foreach((json_t *)json, key, value) {
        const struct schema_field *field = schema_field_by_name(type, key, strlen(key));
        if (!field)
            return refuse(reading, "has a field \"%.40s\" that %s lacks", key, type->name);
        if (json_is_null(value) && !(takes_null(field) && !field->repeated))
            continue;
        TRY(mark_seen(reading, type, seen, field));
        TRY(read_field(reading, field, value));
    }
    return STATUS_OK;
}

/* ---- Struct, Value, ListValue ------------------------------------------------------------------------------------ */

static enum status read_list(struct reading *reading, const json_t *json)
{
    if (!json_is_array(json))
        return refuse_kind(reading, "an array", json);
    for (size_t i = 0; i < json_array_size(json); i++) {
        size_t begun = protowire_begin(reading->out, 1);
        TRY(read_value(reading, json_array_get(json, i)));
        protowire_end(reading->out, begun);
    }
    return STATUS_OK;
}

static enum status read_struct(struct reading *reading, const json_t *json)
{
    const char *key;
    json_t *value;
    if (!json_is_object(json))
        return refuse_kind(reading, "an object", json);
    json_object_foreach((json_t *)json, key, value) {
        size_t entry = protowire_begin(reading->out, 1);
        protowire_put_bytes(reading->out, 1, key, strlen(key));
        size_t begun = protowire_begin(reading->out, 2);
        TRY(read_value(reading, value));
        protowire_end(reading->out, begun);
        protowire_end(reading->out, entry);
    }
    return STATUS_OK;
}

static enum status read_value_scalar(struct reading *reading, const json_t *json)
{
    struct text *out = reading->out;
    const char *string = json_tree_string(&reading->tree, json);
    uint64_t number;
    if (string) {
        protowire_put_bytes(out, 3, string, json_string_length(json));
    } else if (json_is_boolean(json)) {
        protowire_put_tag(out, 4, WIRE_VARINT);
        protowire_put_varint(out, json_is_true(json));
    } else if (json_is_null(json)) {
        protowire_put_tag(out, 1, WIRE_VARINT);
        protowire_put_varint(out, 0);
    } else {
        TRY(read_real(reading, false, json, &number));
        protowire_put_tag(out, 2, WIRE_64);
        protowire_put_fixed(out, number, 8);
    }
    return STATUS_OK;
}

static enum status read_value(struct reading *reading, const json_t *json)
{
    if (!json_is_object(json) && !json_is_array(json))
        return read_value_scalar(reading, json);
    TRY(enter(reading));
    size_t begun = protowire_begin(reading->out, json_is_object(json) ? 5 : 6);
    TRY(json_is_object(json) ? read_struct(reading, json) : read_list(reading, json));
    protowire_end(reading->out, begun);
    reading->depth--;
    return STATUS_OK;
}

/* ---- messages ---------------------------------------------------------------------------------------------------- */

static enum status read_known_text(struct reading *reading, enum known known, const json_t *json)
{
    const char *text = json_tree_string(&reading->tree, json);
    if (!text)
        return refuse_kind(reading, "a string", json);
    const char *rule = known_read(known, text, reading->out);
    return rule ? refuse(reading, "%s, is a string of %zu bytes of another form", rule, strlen(text)) : STATUS_OK;
}

static enum status read_message(struct reading *reading, const struct schema_message *type, const json_t *json)
{
    enum known known = known_type(type);
    TRY(enter(reading));
    switch (known) {
    case KNOWN_NOT: TRY(read_object(reading, type, json)); break;
    case KNOWN_WRAPPER: TRY(read_single(reading, schema_field(type, 1), json)); break;
    case KNOWN_STRUCT: TRY(read_struct(reading, json)); break;
    case KNOWN_VALUE: TRY(read_value(reading, json)); break;
    case KNOWN_LIST: TRY(read_list(reading, json)); break;
    case KNOWN_ANY: return refuse(reading, "is a google.protobuf.Any, which is not supported");
    default: TRY(read_known_text(reading, known, json)); break;
    }
    reading->depth--;
    return STATUS_OK;
}

enum status json_to_proto(const struct schema_message *type, const char *json, size_t n, struct arena *arena,
                          struct bytes *ret, struct error *error)
{
    struct text out;
    text_init(&out, arena);
    struct reading reading = {.arena = arena, .out = &out, .error = error};
    TRY(json_tree_parse(json, n, arena, &reading.tree, error));
    enum status status = read_message(&reading, type, reading.tree.root);
    json_tree_done(&reading.tree);
    if (status == STATUS_OK)
        *ret = (struct bytes){(const uint8_t *)out.bytes, out.size};
    return status;
}
