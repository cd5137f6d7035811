/* SPDX-License-Identifier: Apache-2.0 */
#include "schema/check.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "schema/options.h"

/* Where we are: a chain of fields on the stack, written out only for a fault. */
struct place {
    const struct place *above;
    const struct schema_field *field;
    size_t index;
};

struct checking {
    struct error *error;
    const struct place *place;
};

/* "lines[2].quantity" into `ret` of `room` bytes; a path too long is cut at its front. */
static void write_path(const struct place *place, char *ret, size_t room)
{
    size_t at = room - 1;
    ret[at] = '\0';
    for (const struct place *p = place; p; p = p->above) {
        char part[96];
        int n = p->field->repeated ? snprintf(part, sizeof part, "%s[%zu]", p->field->name, p->index)
                                   : snprintf(part, sizeof part, "%s", p->field->name);
        size_t size = (size_t)n < sizeof part ? (size_t)n : sizeof part - 1;
        if (p != place && at)
            ret[--at] = '.';
        size_t fits = size < at ? size : at;
        at -= fits;
        memcpy(ret + at, part + size - fits, fits);
    }
    memmove(ret, ret + at, room - at);
}

static enum status refuse(const struct checking *checking, const char *format, ...) PRINTF(2, 3);

static enum status refuse(const struct checking *checking, const char *format, ...)
{
    char path[sizeof ((struct error *)0)->field], rule[200];
    va_list args;
    va_start(args, format);
    vsnprintf(rule, sizeof rule, format, args);
    va_end(args);
    write_path(checking->place, path, sizeof path);
    enum status status = fail_with(checking->error, STATUS_INVALID_ARGUMENT, "%s %s", path, rule);
    if (checking->error)
        snprintf(checking->error->field, sizeof checking->error->field, "%s", path);
    return status;
}

static enum status check_text(const struct checking *checking, const char *text)
{
    const struct schema_field *field = checking->place->field;
    uint32_t most = field->repeated ? DEFAULT_TEXT_LEN : field->max_len;
    if (!utf8_is_valid(text, strlen(text)))
        return refuse(checking, "must be valid UTF-8, and is not (%zu bytes)", strlen(text));
    size_t length = utf8_length(text);
    if (length > most)
        return refuse(checking, "must have at most %" PRIu32 " characters, has %zu", most, length);
    if (field->required && !length)
        return refuse(checking, "is required, and is empty");
    if (field->format && !format_is_valid(field->format, text))
        return refuse(checking, "must be a %s, and has %zu characters of another form", field->format, length);
    return STATUS_OK;
}

static enum status check_bytes(const struct checking *checking, size_t n)
{
    const struct schema_field *field = checking->place->field;
    uint32_t most = field->repeated ? DEFAULT_BYTES_LEN : field->max_len;
    if (n > most)
        return refuse(checking, "must have at most %" PRIu32 " bytes, has %zu", most, n);
    if (field->required && !n)
        return refuse(checking, "is required, and is empty");
    return STATUS_OK;
}

/* The value is told only where it is no personal fact. */
static enum status out_of_bounds(const struct checking *checking, const char *which, int64_t bound, int64_t value)
{
    if (checking->place->field->secret)
        return refuse(checking, "must be at %s %" PRId64, which, bound);
    return refuse(checking, "must be at %s %" PRId64 ", is %" PRId64, which, bound, value);
}

static enum status check_signed(const struct checking *checking, int64_t value)
{
    const struct schema_field *field = checking->place->field;
    if (field->has_min && value < field->min)
        return out_of_bounds(checking, "least", field->min, value);
    if (field->has_max && value > field->max)
        return out_of_bounds(checking, "most", field->max, value);
    return STATUS_OK;
}

static enum status check_unsigned(const struct checking *checking, uint64_t value)
{
    const struct schema_field *field = checking->place->field;
    if (value > INT64_MAX) /* above every bound that can be declared */
        return field->has_max ? refuse(checking, "must be at most %" PRId64, field->max) : STATUS_OK;
    return check_signed(checking, (int64_t)value);
}

static enum status check_real(const struct checking *checking, double value)
{
    const struct schema_field *field = checking->place->field;
    if (field->has_min && !(value >= (double)field->min))
        return refuse(checking, "must be at least %" PRId64, field->min);
    if (field->has_max && !(value <= (double)field->max))
        return refuse(checking, "must be at most %" PRId64, field->max);
    return STATUS_OK;
}

static enum status check_enum(const struct checking *checking, int32_t number)
{
    const struct schema_enum *known = checking->place->field->enumeration;
    for (size_t i = 0; i < known->n; i++)
        if (known->values[i].number == number)
            return STATUS_OK;
    return refuse(checking, "must be a value of %s, and is not one", known->name);
}

static enum status check_message(const struct checking *checking, const struct schema_message *type,
                                 const ProtobufCMessage *message);

/* One value at `at`, laid out as protobuf-c lays out a field of that type. */
static enum status check_value(const struct checking *checking, const void *at)
{
    const struct schema_field *field = checking->place->field;
    switch (field->type) {
    case TYPE_STRING: return check_text(checking, *(const char *const *)at);
    case TYPE_BYTES: return check_bytes(checking, ((const ProtobufCBinaryData *)at)->len);
    case TYPE_MESSAGE: return check_message(checking, field->message, *(const ProtobufCMessage *const *)at);
    case TYPE_ENUM: return check_enum(checking, *(const int32_t *)at);
    case TYPE_DOUBLE: return check_real(checking, *(const double *)at);
    case TYPE_FLOAT: return check_real(checking, (double)*(const float *)at);
    case TYPE_INT32: case TYPE_SINT32: case TYPE_SFIXED32: return check_signed(checking, *(const int32_t *)at);
    case TYPE_INT64: case TYPE_SINT64: case TYPE_SFIXED64: return check_signed(checking, *(const int64_t *)at);
    case TYPE_UINT32: case TYPE_FIXED32: return check_unsigned(checking, *(const uint32_t *)at);
    case TYPE_UINT64: case TYPE_FIXED64: return check_unsigned(checking, *(const uint64_t *)at);
    case TYPE_BOOL: case TYPE_GROUP: break;
    }
    return STATUS_OK;
}

static size_t value_size(enum schema_type type)
{
    switch (type) {
    case TYPE_STRING: case TYPE_MESSAGE: return sizeof(void *);
    case TYPE_BYTES: return sizeof(ProtobufCBinaryData);
    case TYPE_BOOL: return sizeof(protobuf_c_boolean);
    case TYPE_DOUBLE: case TYPE_INT64: case TYPE_UINT64: case TYPE_SINT64: case TYPE_FIXED64: case TYPE_SFIXED64:
        return 8;
    default: return 4;
    }
}

/* Presence as protobuf-c tells it: has_x, a oneof's case, or a pointer. */
static bool is_present(const ProtobufCMessage *message, const ProtobufCFieldDescriptor *layout)
{
    const char *base = (const char *)message;
    if (layout->flags & PROTOBUF_C_FIELD_FLAG_ONEOF)
        return *(const uint32_t *)(base + layout->quantifier_offset) == layout->id;
    if (layout->type == PROTOBUF_C_TYPE_STRING || layout->type == PROTOBUF_C_TYPE_MESSAGE) {
        const void *value = *(const void *const *)(base + layout->offset);
        return value && value != layout->default_value;
    }
    return layout->label != PROTOBUF_C_LABEL_OPTIONAL ||
           *(const protobuf_c_boolean *)(base + layout->quantifier_offset);
}

static enum status check_repeated(const struct checking *checking, struct place *place, const char *at, size_t n)
{
    const struct schema_field *field = place->field;
    if (n > field->max_len || (field->required && !n)) {
        struct schema_field alone = *field;
        alone.repeated = false; /* the fault is the list's: no index in its path */
        struct place whole = {place->above, &alone, 0};
        struct checking of_list = {checking->error, &whole};
        return n ? refuse(&of_list, "must have at most %" PRIu32 " elements, has %zu", field->max_len, n)
                 : refuse(&of_list, "is required, and has no element");
    }
    for (place->index = 0; place->index < n; place->index++)
        TRY(check_value(checking, at + place->index * value_size(field->type)));
    return STATUS_OK;
}

static enum status check_field(const struct checking *above, const struct schema_field *field,
                               const ProtobufCMessage *message, const ProtobufCFieldDescriptor *layout)
{
    struct place place = {above->place, field, 0};
    struct checking checking = {above->error, &place};
    const char *at = (const char *)message + layout->offset;
    if (field->repeated)
        return check_repeated(&checking, &place, *(const char *const *)at,
                              *(const size_t *)((const char *)message + layout->quantifier_offset));
    if (is_present(message, layout))
        return check_value(&checking, at);
    return field->required ? refuse(&checking, "is required") : STATUS_OK;
}

/* 0001-01-01 to 9999-12-31, and nanoseconds of one second. */
static enum status check_timestamp(const struct checking *checking, const struct schema_message *type,
                                   const ProtobufCMessage *message)
{
    int64_t seconds = 0;
    int32_t nanos = 0;
    for (unsigned i = 0; i < message->descriptor->n_fields; i++) {
        const ProtobufCFieldDescriptor *layout = &message->descriptor->fields[i];
        if (layout->id == 1)
            seconds = *(const int64_t *)((const char *)message + layout->offset);
        else if (layout->id == 2)
            nanos = *(const int32_t *)((const char *)message + layout->offset);
    }
    if (seconds < -62135596800 || seconds > 253402300799 || nanos < 0 || nanos > 999999999)
        return refuse(checking, "must be a time of the years 0001 to 9999 (%s)", type->name);
    return STATUS_OK;
}

static enum status check_message(const struct checking *checking, const struct schema_message *type,
                                 const ProtobufCMessage *message)
{
    const ProtobufCMessageDescriptor *descriptor = message->descriptor;
    if (checking->place && strcmp(type->name, "google.protobuf.Timestamp") == 0)
        return check_timestamp(checking, type, message);
    for (unsigned i = 0; i < descriptor->n_fields; i++) {
        const struct schema_field *field = schema_field(type, descriptor->fields[i].id);
        if (field)
            TRY(check_field(checking, field, message, &descriptor->fields[i]));
    }
    return STATUS_OK;
}

enum status schema_check(const struct schema_message *type, const ProtobufCMessage *message, struct error *error)
{
    struct checking checking = {.error = error};
    return check_message(&checking, type, message);
}
