/* SPDX-License-Identifier: Apache-2.0 */
#include "facts.h"

#include <inttypes.h>
#include <string.h>

#include "json/protowire.h"

static struct fact *place(struct facts *facts, const char *name)
{
    for (size_t i = 0; i < facts->n; i++)
        if (strcmp(facts->list[i].name, name) == 0)
            return &facts->list[i];
    return facts->n < FACTS ? &facts->list[facts->n++] : NULL;
}

void facts_put(struct facts *facts, const char *name, const char *text)
{
    struct fact *fact = place(facts, name);
    if (fact)
        *fact = (struct fact){.name = name, .text = text};
}

void facts_put_time(struct facts *facts, const char *name, int64_t us)
{
    struct fact *fact = place(facts, name);
    if (fact)
        *fact = (struct fact){.name = name, .is_time = true, .us = us};
}

const struct fact *facts_find(const struct facts *facts, const char *name, size_t n)
{
    for (size_t i = 0; i < facts->n; i++)
        if (strlen(facts->list[i].name) == n && memcmp(facts->list[i].name, name, n) == 0)
            return &facts->list[i];
    return NULL;
}

static bool read_time(struct bytes bytes, int64_t *ret_us)
{
    struct wire_value value;
    int64_t seconds = 0, nanos = 0;
    for (struct bytes rest = bytes; rest.size;) {
        if (!protowire_next(&rest, &value))
            return false;
        if (value.number == 1)
            seconds = (int64_t)value.scalar;
        else if (value.number == 2)
            nanos = (int32_t)value.scalar;
    }
    return !__builtin_mul_overflow(seconds, 1000000, ret_us) && !__builtin_add_overflow(*ret_us, nanos / 1000, ret_us);
}

static const char *enum_text(const struct schema_enum *type, int32_t number)
{
    for (size_t i = 0; i < type->n; i++)
        if (type->values[i].number == number)
            return type->values[i].name;
    return NULL;
}

static const char *scalar_text(const struct schema_field *field, const struct wire_value *value, struct arena *arena)
{
    switch (field->type) {
    case TYPE_STRING:
        return arena_strndup(arena, (const char *)value->bytes.data, value->bytes.size);
    case TYPE_BOOL:
        return value->scalar ? "true" : "false";
    case TYPE_ENUM:
        return enum_text(field->enumeration, (int32_t)value->scalar);
    case TYPE_INT32:
        return arena_printf(arena, "%" PRId32, (int32_t)value->scalar);
    case TYPE_UINT32:
        return arena_printf(arena, "%" PRIu32, (uint32_t)value->scalar);
    case TYPE_INT64:
        return arena_printf(arena, "%" PRId64, (int64_t)value->scalar);
    case TYPE_UINT64:
        return arena_printf(arena, "%" PRIu64, value->scalar);
    default:
        return NULL;
    }
}

void facts_read(const struct schema_message *type, struct bytes payload, struct arena *arena, struct facts *ret_facts)
{
    struct wire_value value;
    int64_t us;
    ret_facts->n = 0;
    for (struct bytes rest = payload; rest.size && protowire_next(&rest, &value);) {
        const struct schema_field *field = schema_field(type, value.number);
        if (!field || field->repeated || protowire_kind(field->type) != value.kind)
            continue;
        if (field->type != TYPE_MESSAGE) {
            const char *text = scalar_text(field, &value, arena);
            if (text)
                facts_put(ret_facts, field->name, text);
        } else if (strcmp(field->message->name, "google.protobuf.Timestamp") == 0 && read_time(value.bytes, &us)) {
            facts_put_time(ret_facts, field->name, us);
        }
    }
}
