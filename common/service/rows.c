/* SPDX-License-Identifier: Apache-2.0
 * Rows by column name, and into messages.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "db/array.h"
#include "google/protobuf/timestamp.pb-c.h"
#include "service/batch.h"

struct rows_private {
    struct db_rows db;
    struct arena *arena;
};

static const char *cell(const struct rows *rows, size_t row, const char *column)
{
    const struct db_rows *db = &rows->own->db;
    assert(row < db->n);
    for (size_t c = 0; c < db->n_columns; c++)
        if (strcmp(db->names[c], column) == 0)
            return db->values[row * db->n_columns + c];
    assert(!"a column of this name");
    return NULL;
}

const char *row_text(const struct rows *rows, size_t row, const char *column)
{
    return cell(rows, row, column);
}

int64_t row_int(const struct rows *rows, size_t row, const char *column)
{
    const char *value = cell(rows, row, column);
    return value ? strtoll(value, NULL, 10) : 0;
}

bool row_bool(const struct rows *rows, size_t row, const char *column)
{
    const char *value = cell(rows, row, column);
    return value && value[0] == 't';
}

int64_t row_time(const struct rows *rows, size_t row, const char *column)
{
    const char *value = cell(rows, row, column);
    int64_t us = 0;
    if (value && !time_parse(value, &us))
        return 0;
    return us;
}

bool row_is_null(const struct rows *rows, size_t row, const char *column)
{
    return cell(rows, row, column) == NULL;
}

struct bytes_view row_bytes(const struct rows *rows, size_t row, const char *column)
{
    struct bytes_view view = {NULL, 0};
    const char *value = cell(rows, row, column);
    if (value)
        view.data = bytea_read(rows->own->arena, value, &view.size);
    return view;
}

static void set_timestamp(struct arena *arena, void *member, const char *value)
{
    int64_t us;
    if (!time_parse(value, &us))
        return;
    Google__Protobuf__Timestamp *at = wire_new(arena, &google__protobuf__timestamp__descriptor);
    int64_t seconds = us / 1000000, rest = us % 1000000;
    if (rest < 0) {
        rest += 1000000;
        seconds--;
    }
    at->seconds = seconds;
    at->nanos = (int32_t)rest * 1000;
    *(void **)member = at;
}

/* Writes one value; false leaves the field absent. */
static bool set_value(struct arena *arena, const ProtobufCFieldDescriptor *field, void *member, const char *value)
{
    switch (field->type) {
    case PROTOBUF_C_TYPE_STRING:
        *(const char **)member = value;
        return true;
    case PROTOBUF_C_TYPE_BOOL:
        *(protobuf_c_boolean *)member = value[0] == 't';
        return true;
    case PROTOBUF_C_TYPE_ENUM: {
        const ProtobufCEnumValue *known = protobuf_c_enum_descriptor_get_value_by_name(field->descriptor, value);
        if (known)
            *(int *)member = known->value;
        return known != NULL;
    }
    case PROTOBUF_C_TYPE_INT32:
    case PROTOBUF_C_TYPE_SINT32:
    case PROTOBUF_C_TYPE_SFIXED32:
        *(int32_t *)member = (int32_t)strtol(value, NULL, 10);
        return true;
    case PROTOBUF_C_TYPE_UINT32:
    case PROTOBUF_C_TYPE_FIXED32:
        *(uint32_t *)member = (uint32_t)strtoul(value, NULL, 10);
        return true;
    case PROTOBUF_C_TYPE_INT64:
    case PROTOBUF_C_TYPE_SINT64:
    case PROTOBUF_C_TYPE_SFIXED64:
        *(int64_t *)member = strtoll(value, NULL, 10);
        return true;
    case PROTOBUF_C_TYPE_UINT64:
    case PROTOBUF_C_TYPE_FIXED64:
        *(uint64_t *)member = strtoull(value, NULL, 10);
        return true;
    case PROTOBUF_C_TYPE_FLOAT:
        *(float *)member = strtof(value, NULL);
        return true;
    case PROTOBUF_C_TYPE_DOUBLE:
        *(double *)member = strtod(value, NULL);
        return true;
    case PROTOBUF_C_TYPE_BYTES: {
        ProtobufCBinaryData *data = member;
        data->data = (uint8_t *)(uintptr_t)bytea_read(arena, value, &data->len);
        return true;
    }
    case PROTOBUF_C_TYPE_MESSAGE:
        if (field->descriptor == &google__protobuf__timestamp__descriptor)
            set_timestamp(arena, member, value);
        return true;
    }
    return false;
}

static void set_strings(struct arena *arena, ProtobufCMessage *message, const ProtobufCFieldDescriptor *field,
                        const char *value)
{
    char *base = (char *)message;
    size_t n;
    const char **values = array_read(arena, value, &n);
    *(size_t *)(void *)(base + field->quantifier_offset) = n;
    if (field->type == PROTOBUF_C_TYPE_STRING) {
        *(const char ***)(void *)(base + field->offset) = values;
        return;
    }
    char *elements = arena_alloc(arena, (n + 1) * sizeof(uint64_t));
    size_t size = field->type == PROTOBUF_C_TYPE_INT64 || field->type == PROTOBUF_C_TYPE_UINT64 ? 8 : 4;
    for (size_t i = 0; i < n; i++)
        if (values[i])
            set_value(arena, field, elements + i * size, values[i]);
    *(void **)(void *)(base + field->offset) = elements;
}

void row_into(struct call *call, const struct rows *rows, size_t row, void *message)
{
    const struct db_rows *db = &rows->own->db;
    ProtobufCMessage *base = message;
    assert(row < db->n);
    for (size_t c = 0; c < db->n_columns; c++) {
        const char *value = db->values[row * db->n_columns + c];
        const ProtobufCFieldDescriptor *field =
            protobuf_c_message_descriptor_get_field_by_name(base->descriptor, db->names[c]);
        if (!field || !value)
            continue;
        void *member = (char *)message + field->offset;
        if (field->label == PROTOBUF_C_LABEL_REPEATED) {
            set_strings(call->arena, base, field, value);
        } else if (set_value(call->arena, field, member, value) && field->type != PROTOBUF_C_TYPE_STRING &&
                   field->type != PROTOBUF_C_TYPE_MESSAGE) {
            *(protobuf_c_boolean *)(void *)((char *)message + field->quantifier_offset) = true;
        }
    }
}

void rows_into(struct call *call, const struct rows *rows, void *message, const char *field_name)
{
    ProtobufCMessage *base = message;
    const ProtobufCFieldDescriptor *field =
        protobuf_c_message_descriptor_get_field_by_name(base->descriptor, field_name);
    assert(field && field->label == PROTOBUF_C_LABEL_REPEATED && field->type == PROTOBUF_C_TYPE_MESSAGE);
    size_t n = rows->own->db.n;
    void **elements = arena_alloc(call->arena, (n + 1) * sizeof *elements);
    for (size_t i = 0; i < n; i++) {
        elements[i] = wire_new(call->arena, field->descriptor);
        row_into(call, rows, i, elements[i]);
    }
    *(size_t *)(void *)((char *)message + field->quantifier_offset) = n;
    *(void ***)(void *)((char *)message + field->offset) = elements;
}

/* ---- running ---- */

static const struct db_statement *find_statement(const struct statement *statement)
{
    for (size_t i = 0; i < process.set->n; i++)
        if (process.set->list[i]->name == statement->name)
            return process.set->list[i];
    return NULL;
}

/* The statement with its values, in call->own->item. */
static enum status prepare(struct call *call, const struct statement *statement)
{
    struct call_private *own = call->own;
    const struct db_statement *prepared = find_statement(statement);
    assert(prepared);
    own->touched_sql = true;
    if (own->query && prepared->writes) {
        own->spoilt = true;
        return fail(call, STATUS_INTERNAL, "%s is a query and may not run sql/%s.sql", call->method, statement->name);
    }
    const char **values = arena_alloc(call->arena, (prepared->n_params + 1) * sizeof *values);
    for (size_t i = 0; i < prepared->n_params; i++) {
        bool found;
        values[i] = param_value(call, prepared->params[i], &found);
        if (!found) {
            own->spoilt = true;
            return fail(call, STATUS_INTERNAL, "sql/%s.sql needs :%s", statement->name, prepared->params[i]);
        }
    }
    own->item = (struct db_item){
        .statement = prepared, .values = values, .subject = call->event ? call->event->agg_id : NULL, .arena = call->arena};
    return STATUS_OK;
}

enum status sql(struct call *call, const struct statement *statement, struct rows *ret_rows)
{
    struct call_private *own = call->own;
    TRY(prepare(call, statement));
    own->want = WANT_SQL;
    fiber_yield(own->fiber);
    own->want = WANT_NOTHING;
    own->wrote = own->wrote || own->item.statement->writes;
    ret_rows->own = arena_alloc(call->arena, sizeof *ret_rows->own);
    ret_rows->own->db = own->item.rows;
    ret_rows->own->arena = call->arena;
    ret_rows->n = own->item.rows.n_columns ? own->item.rows.n : own->item.rows.changed;
    return STATUS_OK;
}

void let_round_pass(struct call *call)
{
    call->own->want = WANT_ROUND;
    fiber_yield(call->own->fiber);
    call->own->want = WANT_NOTHING;
}

enum status sql_later(struct call *call, const struct statement *statement)
{
    struct call_private *own = call->own;
    struct rows rows;
    if (!own->batch || !own->batch->sequential)
        return sql(call, statement, &rows);
    TRY(prepare(call, statement));
    own->wrote = own->wrote || own->item.statement->writes;
    batch_later(own->batch, call, &own->item);
    return STATUS_OK;
}

enum status sql_one(struct call *call, const struct statement *statement, const char *noun, struct rows *ret_rows)
{
    TRY(sql(call, statement, ret_rows));
    if (ret_rows->n == 1)
        return STATUS_OK;
    if (ret_rows->n == 0)
        return fail(call, STATUS_NOT_FOUND, "no such %s", noun);
    call->own->spoilt = true;
    return fail(call, STATUS_INTERNAL, "sql/%s.sql gave %zu rows instead of one", statement->name, ret_rows->n);
}
