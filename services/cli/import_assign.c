/* SPDX-License-Identifier: Apache-2.0
 * See import_assign.h.
 */
#include "import_assign.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/clock.h"
#include "google/protobuf/timestamp.pb-c.h"

#define AT(type, message, offset) ((type *)(void *)((char *)(message) + (offset)))

static bool is_entry_list(const ProtobufCFieldDescriptor *field)
{
    const ProtobufCMessageDescriptor *type = field->descriptor;
    const ProtobufCFieldDescriptor *name, *value;

    if (field->label != PROTOBUF_C_LABEL_REPEATED || field->type != PROTOBUF_C_TYPE_MESSAGE)
        return false;
    name = protobuf_c_message_descriptor_get_field(type, 1);
    value = protobuf_c_message_descriptor_get_field(type, 2);
    return name && value && name->type == PROTOBUF_C_TYPE_STRING && value->type == PROTOBUF_C_TYPE_STRING;
}

static bool is_time(const ProtobufCFieldDescriptor *field)
{
    return field->type == PROTOBUF_C_TYPE_MESSAGE && field->descriptor == &google__protobuf__timestamp__descriptor;
}

static enum status resolve_end(const ProtobufCFieldDescriptor *last, const char *path, struct error *error)
{
    if (last->type == PROTOBUF_C_TYPE_BYTES)
        return fail_with(error, STATUS_INVALID_ARGUMENT, "field \"%s\" holds bytes, which no column can give", path);
    if (last->type == PROTOBUF_C_TYPE_MESSAGE && !is_time(last))
        return fail_with(error, STATUS_INVALID_ARGUMENT, "\"%s\" needs the name of a field in it, \"%s.name\"", path,
                         path);
    return STATUS_OK;
}

enum status assign_resolve(const ProtobufCMessageDescriptor *type, const char *path, struct assign_path *ret_path,
                           struct error *error)
{
    const char *at = path;

    ret_path->n = 0;
    ret_path->entry = NULL;
    while (ret_path->n < ASSIGN_DEPTH) {
        size_t n = strcspn(at, ".");
        char name[64] = "";
        const ProtobufCFieldDescriptor *field;

        if (n < sizeof(name))
            memcpy(name, at, n);
        field = protobuf_c_message_descriptor_get_field_by_name(type, name);
        if (!field)
            return fail_with(error, STATUS_INVALID_ARGUMENT, "%s has no field \"%.*s\"", type->short_name, (int)n, at);
        ret_path->fields[ret_path->n++] = field;
        if (at[n] == '\0')
            return resolve_end(field, path, error);
        at += n + 1;
        if (is_entry_list(field)) {
            ret_path->entry = at;
            return STATUS_OK;
        }
        if (field->type != PROTOBUF_C_TYPE_MESSAGE || field->label == PROTOBUF_C_LABEL_REPEATED)
            return fail_with(error, STATUS_INVALID_ARGUMENT, "\"%s\" of %s has no fields inside", name,
                             type->short_name);
        type = field->descriptor;
    }
    return fail_with(error, STATUS_INVALID_ARGUMENT, "\"%s\" is nested too deep", path);
}

void *assign_new(struct arena *arena, const ProtobufCMessageDescriptor *type)
{
    void *message = arena_alloc(arena, type->sizeof_message);

    type->message_init(message);
    return message;
}

static bool is_pointer(const ProtobufCFieldDescriptor *field)
{
    return field->type == PROTOBUF_C_TYPE_MESSAGE || field->type == PROTOBUF_C_TYPE_STRING;
}

bool assign_is_set(const void *message, const struct assign_path *path)
{
    for (size_t i = 0; message; i++) {
        const ProtobufCFieldDescriptor *field = path->fields[i];

        if (field->label == PROTOBUF_C_LABEL_REPEATED)
            return false;
        if (i + 1 == path->n)
            return is_pointer(field) ? *AT(void *const, message, field->offset) != NULL
                                     : *AT(const protobuf_c_boolean, message, field->quantifier_offset) != 0;
        message = *AT(void *const, message, field->offset);
    }
    return false;
}

static enum status read_bool(const char *value, protobuf_c_boolean *ret, struct error *error)
{
    static const char *const words[] = {"no", "yes", "false", "true", "n", "y", "0", "1", "否", "是"};

    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
        if (strcasecmp(value, words[i]) == 0) {
            *ret = i % 2;
            return STATUS_OK;
        }
    return fail_with(error, STATUS_INVALID_ARGUMENT, "must be yes or no");
}

static enum status read_enum(const ProtobufCEnumDescriptor *type, const char *value, int *ret, struct error *error)
{
    for (unsigned i = 0; i < type->n_values; i++)
        if (strcasecmp(type->values[i].name, value) == 0) {
            *ret = type->values[i].value;
            return STATUS_OK;
        }
    return fail_with(error, STATUS_INVALID_ARGUMENT, "must be one of the %u names of %s", type->n_value_names,
                     type->short_name);
}

static enum status read_whole(const char *value, bool is_signed, unsigned bits, uint64_t *ret, struct error *error)
{
    char *end;
    int64_t low = bits == 32 ? INT32_MIN : INT64_MIN, high = bits == 32 ? INT32_MAX : INT64_MAX;

    errno = 0;
    if (is_signed) {
        int64_t number = strtoll(value, &end, 10);

        if (number < low || number > high)
            errno = ERANGE;
        *ret = (uint64_t)number;
    } else {
        *ret = strtoull(value, &end, 10);
        if (value[0] == '-' || (bits == 32 && *ret > UINT32_MAX))
            errno = ERANGE;
    }
    if (errno || end == value || *end != '\0')
        return fail_with(error, STATUS_INVALID_ARGUMENT, "must be a whole number of %s%u bits",
                         is_signed ? "" : "unsigned ", bits);
    return STATUS_OK;
}

static enum status read_real(const char *value, double *ret, struct error *error)
{
    char *end;

    *ret = strtod(value, &end);
    if (end == value || *end != '\0')
        return fail_with(error, STATUS_INVALID_ARGUMENT, "must be a number");
    return STATUS_OK;
}

static enum status read_time(struct arena *arena, const char *value, void **ret, struct error *error)
{
    Google__Protobuf__Timestamp *time = assign_new(arena, &google__protobuf__timestamp__descriptor);
    const char *text = date_is_valid(value) ? arena_printf(arena, "%sT00:00:00Z", value) : value;
    int64_t us;

    if (!time_parse(text, &us))
        return fail_with(error, STATUS_INVALID_ARGUMENT, "must be a date YYYY-MM-DD or a time with zone (RFC 3339)");
    time->seconds = us >= 0 ? us / 1000000 : -((999999 - us) / 1000000);
    time->nanos = (int32_t)(us - time->seconds * 1000000) * 1000;
    *ret = time;
    return STATUS_OK;
}

/* Stores `value` at `where`, which has room for the field's type. */
static enum status store(struct arena *arena, const ProtobufCFieldDescriptor *field, const char *value, void *where,
                         struct error *error)
{
    uint64_t whole = 0;
    double real = 0;

    switch (field->type) {
    case PROTOBUF_C_TYPE_STRING: *(const char **)where = arena_strdup(arena, value); return STATUS_OK;
    case PROTOBUF_C_TYPE_BOOL: return read_bool(value, where, error);
    case PROTOBUF_C_TYPE_ENUM: return read_enum(field->descriptor, value, where, error);
    case PROTOBUF_C_TYPE_DOUBLE: return read_real(value, where, error);
    case PROTOBUF_C_TYPE_FLOAT:
        TRY(read_real(value, &real, error));
        *(float *)where = (float)real;
        return STATUS_OK;
    case PROTOBUF_C_TYPE_MESSAGE: return read_time(arena, value, where, error);
    case PROTOBUF_C_TYPE_INT32:
    case PROTOBUF_C_TYPE_SINT32:
    case PROTOBUF_C_TYPE_SFIXED32:
        TRY(read_whole(value, true, 32, &whole, error));
        *(int32_t *)where = (int32_t)whole;
        return STATUS_OK;
    case PROTOBUF_C_TYPE_UINT32:
    case PROTOBUF_C_TYPE_FIXED32:
        TRY(read_whole(value, false, 32, &whole, error));
        *(uint32_t *)where = (uint32_t)whole;
        return STATUS_OK;
    case PROTOBUF_C_TYPE_INT64:
    case PROTOBUF_C_TYPE_SINT64:
    case PROTOBUF_C_TYPE_SFIXED64: return read_whole(value, true, 64, where, error);
    case PROTOBUF_C_TYPE_UINT64:
    case PROTOBUF_C_TYPE_FIXED64: return read_whole(value, false, 64, where, error);
    default: return fail_with(error, STATUS_INVALID_ARGUMENT, "can't be read from text");
    }
}

static size_t element_size(const ProtobufCFieldDescriptor *field)
{
    switch (field->type) {
    case PROTOBUF_C_TYPE_STRING:
    case PROTOBUF_C_TYPE_MESSAGE: return sizeof(void *);
    case PROTOBUF_C_TYPE_DOUBLE:
    case PROTOBUF_C_TYPE_INT64:
    case PROTOBUF_C_TYPE_SINT64:
    case PROTOBUF_C_TYPE_SFIXED64:
    case PROTOBUF_C_TYPE_UINT64:
    case PROTOBUF_C_TYPE_FIXED64: return sizeof(int64_t);
    default: return sizeof(int32_t);
    }
}

/* Room for one element more; the caller counts it once it is filled. */
static void *grow(struct arena *arena, void *message, const ProtobufCFieldDescriptor *field)
{
    size_t n = *AT(size_t, message, field->quantifier_offset), size = element_size(field);
    char **elements = AT(char *, message, field->offset);
    char *more = arena_alloc(arena, (n + 1) * size);

    if (n > 0)
        memcpy(more, *elements, n * size);
    *elements = more;
    return more + n * size;
}

static void *add_entry(struct arena *arena, const ProtobufCFieldDescriptor *list, const char *name, const char *value)
{
    const ProtobufCMessageDescriptor *type = list->descriptor;
    void *entry = assign_new(arena, type);

    *AT(const char *, entry, protobuf_c_message_descriptor_get_field(type, 1)->offset) = arena_strdup(arena, name);
    *AT(const char *, entry, protobuf_c_message_descriptor_get_field(type, 2)->offset) = arena_strdup(arena, value);
    return entry;
}

enum status assign_text(struct arena *arena, void *message, const struct assign_path *path, const char *value,
                        struct error *error)
{
    const ProtobufCFieldDescriptor *field;
    void *where;

    for (size_t i = 0; i + 1 < path->n; i++) {
        void **inner = AT(void *, message, path->fields[i]->offset);

        if (!*inner)
            *inner = assign_new(arena, path->fields[i]->descriptor);
        message = *inner;
    }
    field = path->fields[path->n - 1];
    if (field->label == PROTOBUF_C_LABEL_REPEATED) {
        where = grow(arena, message, field);
        if (path->entry)
            *(void **)where = add_entry(arena, field, path->entry, value);
        else
            TRY(store(arena, field, value, where, error));
        ++*AT(size_t, message, field->quantifier_offset);
        return STATUS_OK;
    }
    TRY(store(arena, field, value, AT(char, message, field->offset), error));
    if (!is_pointer(field))
        *AT(protobuf_c_boolean, message, field->quantifier_offset) = 1;
    return STATUS_OK;
}
