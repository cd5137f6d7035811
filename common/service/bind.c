/* SPDX-License-Identifier: Apache-2.0
 * Parameters of statements: what handlers bind, the request's fields, the call itself; all in text form.
 */
#include <inttypes.h>
#include <string.h>

#include "base/clock.h"
#include "base/id.h"
#include "db/array.h"
#include "google/protobuf/timestamp.pb-c.h"
#include "service/own.h"

static struct bound *slot_of(const struct call_private *own, const char *name, uint64_t hash)
{
    for (size_t i = hash;; i++) {
        struct bound *slot = &own->binds[i & (own->room_binds - 1)];
        if (!slot->name || (slot->hash == hash && strcmp(slot->name, name) == 0))
            return slot;
    }
}

static void make_room(struct call *call)
{
    struct call_private *own = call->own;
    struct bound *old = own->binds;
    size_t n = own->room_binds;
    own->room_binds = n ? 2 * n : 64;
    own->binds = arena_alloc(call->arena, own->room_binds * sizeof *own->binds);
    for (size_t i = 0; i < n; i++)
        if (old[i].name)
            *slot_of(own, old[i].name, old[i].hash) = old[i];
}

static void bind_value(struct call *call, const char *name, const char *value)
{
    struct call_private *own = call->own;
    uint64_t hash = hash_bytes(name, strlen(name));
    if (2 * own->n_binds >= own->room_binds)
        make_room(call);
    struct bound *slot = slot_of(own, name, hash);
    own->n_binds += slot->name == NULL;
    *slot = (struct bound){hash, name, value};
}

void bind_text(struct call *call, const char *name, const char *value)
{
    bind_value(call, name, value);
}

void bind_int(struct call *call, const char *name, int64_t value)
{
    bind_value(call, name, arena_printf(call->arena, "%" PRId64, value));
}

void bind_bool(struct call *call, const char *name, bool value)
{
    bind_value(call, name, value ? "true" : "false");
}

static const char *time_text(struct arena *arena, int64_t us)
{
    char *text = arena_alloc(arena, TIME_TEXT);
    time_format(us, text);
    return text;
}

void bind_time(struct call *call, const char *name, int64_t us)
{
    bind_value(call, name, time_text(call->arena, us));
}

void bind_bytes(struct call *call, const char *name, const void *bytes, size_t n)
{
    bind_value(call, name, bytea_write(call->arena, bytes, n));
}

void bind_texts(struct call *call, const char *name, const char *const *values, size_t n)
{
    bind_value(call, name, array_write(call->arena, values, n));
}

static const char *enum_name(const ProtobufCEnumDescriptor *type, int number)
{
    const ProtobufCEnumValue *value = protobuf_c_enum_descriptor_get_value(type, number);
    return value ? value->name : NULL;
}

/* One value of `field`, which lies at `member`. */
static const char *value_text(struct arena *arena, const ProtobufCFieldDescriptor *field, const void *member)
{
    switch (field->type) {
    case PROTOBUF_C_TYPE_STRING:
        return *(const char *const *)member;
    case PROTOBUF_C_TYPE_BOOL:
        return *(const protobuf_c_boolean *)member ? "true" : "false";
    case PROTOBUF_C_TYPE_ENUM:
        return enum_name(field->descriptor, *(const int *)member);
    case PROTOBUF_C_TYPE_INT32:
    case PROTOBUF_C_TYPE_SINT32:
    case PROTOBUF_C_TYPE_SFIXED32:
        return arena_printf(arena, "%" PRId32, *(const int32_t *)member);
    case PROTOBUF_C_TYPE_UINT32:
    case PROTOBUF_C_TYPE_FIXED32:
        return arena_printf(arena, "%" PRIu32, *(const uint32_t *)member);
    case PROTOBUF_C_TYPE_INT64:
    case PROTOBUF_C_TYPE_SINT64:
    case PROTOBUF_C_TYPE_SFIXED64:
        return arena_printf(arena, "%" PRId64, *(const int64_t *)member);
    case PROTOBUF_C_TYPE_UINT64:
    case PROTOBUF_C_TYPE_FIXED64:
        return arena_printf(arena, "%" PRIu64, *(const uint64_t *)member);
    case PROTOBUF_C_TYPE_FLOAT:
        return arena_printf(arena, "%.9g", (double)*(const float *)member);
    case PROTOBUF_C_TYPE_DOUBLE:
        return arena_printf(arena, "%.17g", *(const double *)member);
    case PROTOBUF_C_TYPE_BYTES: {
        const ProtobufCBinaryData *data = member;
        return bytea_write(arena, data->data, data->len);
    }
    case PROTOBUF_C_TYPE_MESSAGE: {
        const Google__Protobuf__Timestamp *at = *(void *const *)member;
        if (!at || at->base.descriptor != &google__protobuf__timestamp__descriptor)
            return NULL;
        return time_text(arena, at->seconds * 1000000 + at->nanos / 1000);
    }
    }
    return NULL;
}

static size_t element_size(ProtobufCType type)
{
    switch (type) {
    case PROTOBUF_C_TYPE_STRING:
    case PROTOBUF_C_TYPE_MESSAGE:
        return sizeof(void *);
    case PROTOBUF_C_TYPE_BYTES:
        return sizeof(ProtobufCBinaryData);
    case PROTOBUF_C_TYPE_BOOL:
        return sizeof(protobuf_c_boolean);
    case PROTOBUF_C_TYPE_INT64:
    case PROTOBUF_C_TYPE_SINT64:
    case PROTOBUF_C_TYPE_SFIXED64:
    case PROTOBUF_C_TYPE_UINT64:
    case PROTOBUF_C_TYPE_FIXED64:
    case PROTOBUF_C_TYPE_DOUBLE:
        return 8;
    default:
        return 4;
    }
}

static const char *field_text(struct arena *arena, const ProtobufCMessage *message,
                              const ProtobufCFieldDescriptor *field)
{
    const char *base = (const char *)message;
    const void *member = base + field->offset;
    if (field->label == PROTOBUF_C_LABEL_REPEATED) {
        size_t n = *(const size_t *)(const void *)(base + field->quantifier_offset);
        const char **values = arena_alloc(arena, (n + 1) * sizeof *values);
        const char *elements = *(const char *const *)member;
        for (size_t i = 0; i < n; i++)
            values[i] = value_text(arena, field, elements + i * element_size(field->type));
        return array_write(arena, values, n);
    }
    bool is_pointer = field->type == PROTOBUF_C_TYPE_STRING || field->type == PROTOBUF_C_TYPE_MESSAGE;
    if (!is_pointer && field->label == PROTOBUF_C_LABEL_OPTIONAL &&
        !*(const protobuf_c_boolean *)(const void *)(base + field->quantifier_offset))
        return NULL;
    return value_text(arena, field, member);
}

void bind_message(struct call *call, const void *message)
{
    const ProtobufCMessage *base = message;
    for (unsigned i = 0; i < base->descriptor->n_fields; i++) {
        const ProtobufCFieldDescriptor *field = &base->descriptor->fields[i];
        bind_value(call, field->name, field_text(call->arena, base, field));
    }
}

static const char *builtin_value(struct call *call, const char *name, bool *ret_found)
{
    *ret_found = true;
    if (strcmp(name, "now") == 0)
        return time_text(call->arena, call->now_us);
    if (strcmp(name, "actor") == 0)
        return call->actor;
    if (strcmp(name, "scope") == 0)
        return call->scope;
    if (strcmp(name, "actor_path") == 0)
        return call->principal && call->principal->path ? call->principal->path : "/";
    if (strcmp(name, "request_id") == 0)
        return call->own->request_id;
    if (strcmp(name, "channel") == 0)
        return enum_name(&channel__descriptor, (int)call->channel);
    *ret_found = false;
    return NULL;
}

const char *param_value(struct call *call, const char *name, bool *ret_found)
{
    struct call_private *own = call->own;
    *ret_found = true;
    const struct bound *slot = own->room_binds ? slot_of(own, name, hash_bytes(name, strlen(name))) : NULL;
    if (slot && slot->name)
        return slot->value;
    const ProtobufCFieldDescriptor *field =
        own->in ? protobuf_c_message_descriptor_get_field_by_name(own->in->descriptor, name) : NULL;
    return field ? field_text(call->arena, own->in, field) : builtin_value(call, name, ret_found);
}
