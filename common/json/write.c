/* SPDX-License-Identifier: Apache-2.0
 * Protobuf bytes to JSON. The fields of a message may lie in any order and repeated ones apart: they are collected
 * first, brought into the order of their numbers, and then written field by field.
 */
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "json/known.h"
#include "json/protowire.h"
#include "json/text.h"
#include "json/write.h"

struct writing {
    struct text *out;
    struct error *error;
    unsigned depth;
};

struct piece {
    const struct schema_field *field;
    struct wire_value value;
    size_t order; /* on the wire */
};

struct pieces {
    struct piece *items;
    size_t n;
};

static enum status write_message(struct writing *writing, const struct schema_message *type, struct bytes bytes);

static enum status broken(struct writing *writing, const struct schema_message *type, const char *what)
{
    return fail_with(writing->error, STATUS_INTERNAL, "%s holds %s", type->name, what);
}

/* ---- collecting -------------------------------------------------------------------------------------------------- */

/* Also a scalar that is repeated may come packed, whatever the schema says. */
static bool fits(const struct schema_field *field, enum wire_kind kind)
{
    return field && (kind == protowire_kind(field->type) || (kind == WIRE_BYTES && field->repeated));
}

static int by_field(const void *a, const void *b)
{
    const struct piece *left = a, *right = b;
    if (left->field != right->field)
        return left->field < right->field ? -1 : 1;
    return left->order < right->order ? -1 : 1;
}

static enum status collect(struct writing *writing, const struct schema_message *type, struct bytes bytes,
                           struct pieces *ret)
{
    struct wire_value value;
    size_t n = 0;
    for (struct bytes rest = bytes; rest.size; n++)
        if (!protowire_next(&rest, &value))
            return broken(writing, type, "malformed bytes");
    *ret = (struct pieces){.items = arena_alloc(writing->out->arena, (n + 1) * sizeof *ret->items)};
    bool sorted = true;
    for (struct bytes rest = bytes; rest.size && protowire_next(&rest, &value);) {
        const struct schema_field *field = schema_field(type, value.number);
        if (!fits(field, value.kind))
            continue;
        sorted = sorted && (!ret->n || ret->items[ret->n - 1].field <= field);
        ret->items[ret->n] = (struct piece){field, value, ret->n};
        ret->n++;
    }
    if (!sorted)
        qsort(ret->items, ret->n, sizeof *ret->items, by_field);
    return STATUS_OK;
}

/* Of a oneof only the member that came last counts. */
static bool is_superseded(const struct pieces *pieces, const struct piece *last)
{
    for (size_t i = 0; last->field->oneof >= 0 && i < pieces->n; i++)
        if (pieces->items[i].field->oneof == last->field->oneof && pieces->items[i].order > last->order)
            return true;
    return false;
}

/* A message that comes in several parts is their concatenation. */
static struct bytes joined(struct writing *writing, const struct piece *run, size_t n)
{
    struct text whole;
    if (n == 1)
        return run->value.bytes;
    text_init(&whole, writing->out->arena);
    for (size_t i = 0; i < n; i++)
        text_put(&whole, run[i].value.bytes.data, run[i].value.bytes.size);
    return (struct bytes){(const uint8_t *)whole.bytes, whole.size};
}

/* ---- values ------------------------------------------------------------------------------------------------------ */

static void write_enum(struct text *out, const struct schema_field *field, int32_t number)
{
    if (is_null_enum(field)) {
        text_puts(out, "null");
        return;
    }
    for (size_t i = 0; i < field->enumeration->n; i++)
        if (field->enumeration->values[i].number == number) {
            text_printf(out, "\"%s\"", field->enumeration->values[i].name);
            return;
        }
    text_printf(out, "%" PRId32, number);
}

static double double_of(uint64_t bits)
{
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static double float_of(uint64_t bits)
{
    float value;
    memcpy(&value, &bits, sizeof value);
    return (double)value;
}

static void write_scalar(struct text *out, const struct schema_field *field, uint64_t value)
{
    switch (field->type) {
    case TYPE_BOOL: text_puts(out, value ? "true" : "false"); break;
    case TYPE_ENUM: write_enum(out, field, (int32_t)value); break;
    case TYPE_DOUBLE: json_put_real(out, double_of(value), false); break;
    case TYPE_FLOAT: json_put_real(out, float_of(value), true); break;
    case TYPE_UINT32: case TYPE_FIXED32: text_printf(out, "%" PRIu32, (uint32_t)value); break;
    case TYPE_INT32: case TYPE_SFIXED32: text_printf(out, "%" PRId32, (int32_t)value); break;
    case TYPE_SINT32: text_printf(out, "%" PRId32, (int32_t)((uint32_t)value >> 1 ^ -((uint32_t)value & 1))); break;
    case TYPE_SINT64: text_printf(out, "\"%" PRId64 "\"", (int64_t)(value >> 1 ^ -(value & 1))); break;
    case TYPE_UINT64: case TYPE_FIXED64: text_printf(out, "\"%" PRIu64 "\"", value); break;
    default: text_printf(out, "\"%" PRId64 "\"", (int64_t)value); break;
    }
}

/* A value that is not packed; of a message all its bytes. */
static enum status write_single(struct writing *writing, const struct schema_field *field,
                                const struct wire_value *value)
{
    struct text *out = writing->out;
    if (field->type == TYPE_MESSAGE)
        return write_message(writing, field->message, value->bytes);
    if (field->type == TYPE_STRING)
        json_put_string(out, (const char *)value->bytes.data, value->bytes.size);
    else if (field->type == TYPE_BYTES)
        text_printf(out, "\"%s\"", base64_encode(out->arena, value->bytes.data, value->bytes.size, false));
    else
        write_scalar(out, field, value->scalar);
    return STATUS_OK;
}

/* What the value is when the wire leaves it out, in map entries and wrappers. */
static enum status write_default(struct writing *writing, const struct schema_field *field)
{
    const struct wire_value none = {.bytes = {(const uint8_t *)"", 0}};
    if (field->type == TYPE_ENUM && !field->proto3 && field->enumeration->n) {
        write_enum(writing->out, field, field->enumeration->values[0].number);
        return STATUS_OK;
    }
    return write_single(writing, field, &none);
}

static enum status write_array(struct writing *writing, const struct piece *run, size_t n)
{
    struct text *out = writing->out;
    const char *separator = "";
    text_putc(out, '[');
    for (size_t i = 0; i < n; i++) {
        struct wire_value value = run[i].value;
        enum wire_kind kind = protowire_kind(run[i].field->type);
        bool packed = value.kind == WIRE_BYTES && kind != WIRE_BYTES;
        for (struct bytes rest = value.bytes; !packed || rest.size; separator = ",") {
            if (packed && !protowire_next_packed(&rest, kind, &value.scalar))
                return fail_with(writing->error, STATUS_INTERNAL, "%s holds malformed bytes", run[i].field->name);
            text_puts(out, separator);
            TRY(write_single(writing, run[i].field, &value));
            if (!packed) {
                separator = ",";
                break;
            }
        }
    }
    text_putc(out, ']');
    return STATUS_OK;
}

/* ---- maps -------------------------------------------------------------------------------------------------------- */

struct entry {
    const char *key; /* as JSON, quoted */
    const struct piece *value;
    struct bytes message; /* of a value that is one */
    size_t order;
    bool dropped; /* a later entry has the same key */
};

static enum status read_entry(struct writing *writing, const struct piece *piece, struct entry *ret)
{
    const struct schema_message *type = piece->field->message;
    const struct schema_field *key_field = schema_field(type, 1);
    struct pieces pieces;
    struct writing of_key = *writing;
    struct text key;
    TRY(collect(writing, type, piece->value.bytes, &pieces));
    text_init(&key, writing->out->arena);
    of_key.out = &key;
    const struct piece *last_key = NULL;
    size_t first_value = 0;
    for (size_t i = 0; i < pieces.n; i++) {
        if (pieces.items[i].field == key_field)
            last_key = &pieces.items[i], first_value = i + 1;
        else
            ret->value = &pieces.items[i];
    }
    TRY(last_key ? write_single(&of_key, key_field, &last_key->value) : write_default(&of_key, key_field));
    ret->key = *key.bytes == '"' ? key.bytes : arena_printf(key.arena, "\"%s\"", key.bytes);
    if (ret->value && ret->value->field->type == TYPE_MESSAGE)
        ret->message = joined(writing, &pieces.items[first_value], pieces.n - first_value);
    return STATUS_OK;
}

static int by_key(const void *a, const void *b)
{
    const struct entry *const *left = a, *const *right = b;
    int order = strcmp((*left)->key, (*right)->key);
    return order ? order : (*left)->order < (*right)->order ? -1 : 1;
}

static void drop_earlier(struct writing *writing, struct entry *entries, size_t n)
{
    struct entry **sorted = arena_alloc(writing->out->arena, n * sizeof *sorted);
    for (size_t i = 0; i < n; i++)
        sorted[i] = &entries[i];
    qsort(sorted, n, sizeof *sorted, by_key);
    for (size_t i = 1; i < n; i++)
        sorted[i - 1]->dropped = strcmp(sorted[i - 1]->key, sorted[i]->key) == 0;
}

static enum status write_map(struct writing *writing, const struct piece *run, size_t n)
{
    struct text *out = writing->out;
    struct entry *entries = arena_alloc(out->arena, (n + 1) * sizeof *entries);
    for (size_t i = 0; i < n; i++) {
        entries[i].order = i;
        TRY(read_entry(writing, &run[i], &entries[i]));
    }
    drop_earlier(writing, entries, n);
    const char *separator = "";
    text_putc(out, '{');
    for (size_t i = 0; i < n; i++) {
        const struct entry *entry = &entries[i];
        if (entry->dropped)
            continue;
        text_printf(out, "%s", separator);
        text_puts(out, entry->key);
        text_putc(out, ':');
        separator = ",";
        if (!entry->value)
            TRY(write_default(writing, schema_field(run[i].field->message, 2)));
        else if (entry->value->field->type == TYPE_MESSAGE)
            TRY(write_message(writing, entry->value->field->message, entry->message));
        else
            TRY(write_single(writing, entry->value->field, &entry->value->value));
    }
    text_putc(out, '}');
    return STATUS_OK;
}

/* ---- messages ---------------------------------------------------------------------------------------------------- */

static size_t run_length(const struct pieces *pieces, size_t at)
{
    size_t n = 1;
    while (at + n < pieces->n && pieces->items[at + n].field == pieces->items[at].field)
        n++;
    return n;
}

static enum status write_run(struct writing *writing, const struct piece *run, size_t n)
{
    const struct schema_field *field = run->field;
    if (field->map)
        return write_map(writing, run, n);
    if (field->repeated)
        return write_array(writing, run, n);
    if (field->type == TYPE_MESSAGE)
        return write_message(writing, field->message, joined(writing, run, n));
    return write_single(writing, field, &run[n - 1].value);
}

static enum status write_object(struct writing *writing, const struct pieces *pieces)
{
    struct text *out = writing->out;
    const char *separator = "";
    text_putc(out, '{');
    for (size_t i = 0, n; i < pieces->n; i += n) {
        const struct piece *run = &pieces->items[i];
        n = run_length(pieces, i);
        if (is_superseded(pieces, &run[n - 1]))
            continue;
        text_printf(out, "%s\"%s\":", separator, run->field->json_name);
        separator = ",";
        TRY(write_run(writing, run, n));
    }
    text_putc(out, '}');
    return STATUS_OK;
}

/* The one field that such a type has in JSON; `none` is written when it is absent. */
static enum status write_only(struct writing *writing, const struct pieces *pieces, const char *none)
{
    if (pieces->n)
        return write_run(writing, pieces->items, pieces->n);
    text_puts(writing->out, none);
    return STATUS_OK;
}

static enum status write_value(struct writing *writing, const struct pieces *pieces)
{
    for (size_t i = 0, n; i < pieces->n; i += n) {
        n = run_length(pieces, i);
        const struct piece *last = &pieces->items[i + n - 1];
        if (is_superseded(pieces, last))
            continue;
        if (last->field->type == TYPE_DOUBLE && !isfinite(double_of(last->value.scalar)))
            return fail_with(writing->error, STATUS_INTERNAL,
                             "a google.protobuf.Value holds a number that is not finite");
        return write_run(writing, &pieces->items[i], n);
    }
    text_puts(writing->out, "null");
    return STATUS_OK;
}

static enum status write_collected(struct writing *writing, const struct schema_message *type, enum known known,
                                   struct bytes bytes)
{
    struct pieces pieces;
    TRY(collect(writing, type, bytes, &pieces));
    switch (known) {
    case KNOWN_STRUCT: return write_only(writing, &pieces, "{}");
    case KNOWN_LIST: return write_only(writing, &pieces, "[]");
    case KNOWN_VALUE: return write_value(writing, &pieces);
    case KNOWN_WRAPPER:
        return pieces.n ? write_run(writing, pieces.items, pieces.n) : write_default(writing, schema_field(type, 1));
    default: return write_object(writing, &pieces);
    }
}

static enum status write_message(struct writing *writing, const struct schema_message *type, struct bytes bytes)
{
    enum known known = known_type(type);
    if (++writing->depth > JSON_DEPTH)
        return broken(writing, type, "too many levels");
    if (known == KNOWN_ANY)
        return broken(writing, type, "what has no JSON here");
    if (known == KNOWN_TIMESTAMP || known == KNOWN_DURATION || known == KNOWN_FIELD_MASK) {
        const char *wrong = known_write(known, bytes, writing->out);
        if (wrong)
            return broken(writing, type, wrong);
    } else {
        TRY(write_collected(writing, type, known, bytes));
    }
    writing->depth--;
    return STATUS_OK;
}

enum status proto_to_json(const struct schema_message *type, struct bytes bytes, struct text *out, struct error *error)
{
    struct writing writing = {.out = out, .error = error};
    return write_message(&writing, type, bytes);
}
