/* SPDX-License-Identifier: Apache-2.0
 * Start-up checks: a statement that does not fit its message stops the process now, not at midnight.
 */
#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "db/array.h"
#include "service/batch.h"

/* ---- messages by name ---- */

static const ProtobufCMessageDescriptor *within(const ProtobufCMessageDescriptor *type, const char *name, int depth)
{
    if (strcmp(type->short_name, name) == 0)
        return type;
    for (unsigned i = 0; i < type->n_fields && depth < 8; i++)
        if (type->fields[i].type == PROTOBUF_C_TYPE_MESSAGE) {
            const ProtobufCMessageDescriptor *found = within(type->fields[i].descriptor, name, depth + 1);
            if (found)
                return found;
        }
    return NULL;
}

const ProtobufCMessageDescriptor *message_named(const char *name)
{
    const ProtobufCServiceDescriptor *service = process.service->rpc->descriptor;
    const struct rooms *rooms = process.service->rooms;
    const ProtobufCMessageDescriptor *found = NULL;
    for (unsigned i = 0; i < service->n_methods && !found; i++) {
        found = within(service->methods[i].input, name, 0);
        if (!found)
            found = within(service->methods[i].output, name, 0);
    }
    for (size_t i = 0; i < rooms->n_on && !found; i++)
        found = within(rooms->on[i].payload, name, 0);
    for (size_t i = 0; i < rooms->n_jobs && !found; i++)
        found = within(rooms->jobs[i].payload, name, 0);
    return found;
}

/* ---- columns ---- */

/* Oids of pg_type.dat; they never change. */
enum {
    OID_BOOL = 16, OID_BYTEA = 17, OID_INT8 = 20, OID_INT2 = 21, OID_INT4 = 23, OID_TEXT = 25, OID_VARCHAR = 1043,
    OID_FLOAT4 = 700, OID_FLOAT8 = 701, OID_DATE = 1082, OID_TIMESTAMPTZ = 1184, OID_UUID = 2950, OID_JSONB = 3802,
    OID_JSON = 114, OID_TEXT_ARRAY = 1009, OID_UUID_ARRAY = 2951, OID_INT4_ARRAY = 1007, OID_INT8_ARRAY = 1016
};

static bool is_integer(unsigned oid)
{
    return oid == OID_INT8 || oid == OID_INT4 || oid == OID_INT2;
}

static bool is_text(unsigned oid)
{
    return oid == OID_TEXT || oid == OID_VARCHAR || oid == OID_UUID || oid == OID_DATE || oid == OID_JSONB ||
           oid == OID_JSON;
}

static bool fits(const ProtobufCFieldDescriptor *field, unsigned oid)
{
    if (field->label == PROTOBUF_C_LABEL_REPEATED)
        return oid == OID_TEXT_ARRAY || oid == OID_UUID_ARRAY || oid == OID_INT4_ARRAY || oid == OID_INT8_ARRAY;
    switch (field->type) {
    case PROTOBUF_C_TYPE_STRING:
        return is_text(oid);
    case PROTOBUF_C_TYPE_ENUM:
        return oid == OID_TEXT || oid == OID_VARCHAR;
    case PROTOBUF_C_TYPE_BOOL:
        return oid == OID_BOOL;
    case PROTOBUF_C_TYPE_BYTES:
        return oid == OID_BYTEA;
    case PROTOBUF_C_TYPE_MESSAGE:
        return oid == OID_TIMESTAMPTZ;
    case PROTOBUF_C_TYPE_FLOAT:
    case PROTOBUF_C_TYPE_DOUBLE:
        return oid == OID_FLOAT4 || oid == OID_FLOAT8;
    default:
        return is_integer(oid);
    }
}

/* Was the database migrated by a later version? Then its tables may have columns that we know nothing of. */
static bool is_ahead(struct db *db, struct arena *arena)
{
    extern const struct rooms rooms_skeleton;
    const struct rooms *rooms = process.service->rooms;
    const char **known = arena_alloc(arena, (rooms_skeleton.n_migrations + rooms->n_migrations) * sizeof *known);
    size_t n = 0;
    for (size_t i = 0; i < rooms_skeleton.n_migrations; i++)
        known[n++] = rooms_skeleton.migrations[i].name;
    for (size_t i = 0; i < rooms->n_migrations; i++)
        known[n++] = rooms->migrations[i].name;
    static const char *const names[] = {"migrations"};
    const char *texts[] = {array_write(arena, known, n)};
    struct db_item item = item_of(arena, "migrations_unknown", names, texts, 1);
    bool ahead = item_run(db, &item) && item.rows.n == 1 && strcmp(item.rows.values[0], "0") != 0;
    if (ahead)
        log_line(LOG_WARN, "msg=\"the database was migrated by a later version\" migrations=%s", item.rows.values[0]);
    return ahead;
}

static bool names_call(const struct db_column *columns, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(columns[i].name, "call") == 0)
            return true;
    return false;
}

static enum status check_columns(const struct db_statement *statement, const struct db_column *columns, size_t n,
                                 bool ahead, struct error *error)
{
    const ProtobufCMessageDescriptor *type = message_named(statement->into);
    if (!type)
        return fail_with(error, STATUS_INVALID_ARGUMENT, "sql/%s.sql: no method knows a message %s", statement->name,
                         statement->into);
    for (size_t i = 0; i < n; i++) {
        const ProtobufCFieldDescriptor *field =
            protobuf_c_message_descriptor_get_field_by_name(type, columns[i].name);
        if (!field && (ahead || (statement->gathers && strcmp(columns[i].name, "call") == 0)))
            continue;
        if (!field)
            return fail_with(error, STATUS_INVALID_ARGUMENT, "sql/%s.sql: %s has no field %s", statement->name,
                             statement->into, columns[i].name);
        if (!fits(field, columns[i].type))
            return fail_with(error, STATUS_INVALID_ARGUMENT, "sql/%s.sql: column %s (oid %u) does not fit the field",
                             statement->name, columns[i].name, columns[i].type);
    }
    return STATUS_OK;
}

/* ---- parameters ---- */

static bool has_field(const ProtobufCMessageDescriptor *type, const char *name)
{
    return protobuf_c_message_descriptor_get_field_by_name(type, name) != NULL;
}

static bool is_known_param(const struct db_statement *statement, const char *name)
{
    static const char *const builtins[] = {"now", "actor", "scope", "actor_path", "request_id", "channel"};
    for (size_t i = 0; i < statement->n_binds; i++)
        if (strcmp(statement->binds[i], name) == 0)
            return true;
    for (size_t i = 0; i < sizeof builtins / sizeof *builtins; i++)
        if (strcmp(builtins[i], name) == 0)
            return true;
    for (size_t i = 0; i < process.n_methods; i++)
        if (has_field(process.methods[i].descriptor->input, name))
            return true;
    const struct rooms *rooms = process.service->rooms;
    for (size_t i = 0; i < rooms->n_on; i++)
        if (has_field(rooms->on[i].payload, name))
            return true;
    for (size_t i = 0; i < rooms->n_jobs; i++)
        if (has_field(rooms->jobs[i].payload, name))
            return true;
    return false;
}

enum status check_statements(struct db *db, struct error *error)
{
    struct arena *arena = arena_new();
    enum status status = STATUS_OK;
    bool ahead = is_ahead(db, arena);
    for (size_t i = 0; i < process.set->n && status == STATUS_OK; i++) {
        const struct db_statement *statement = process.set->list[i];
        struct db_column *columns;
        size_t n;
        for (size_t p = 0; p < statement->n_params && status == STATUS_OK; p++)
            if (!is_known_param(statement, statement->params[p]))
                status = fail_with(error, STATUS_INVALID_ARGUMENT,
                                   "sql/%s.sql: nobody gives :%s (list it under `-- bind:` if the handler does)",
                                   statement->name, statement->params[p]);
        if (status == STATUS_OK)
            status = db_describe(db, statement, arena, &columns, &n, error);
        if (status == STATUS_OK && statement->gathers && n && !names_call(columns, n))
            status = fail_with(error, STATUS_INVALID_ARGUMENT, "sql/%s.sql gathers, but its rows name no call",
                               statement->name);
        if (status == STATUS_OK && statement->into)
            status = check_columns(statement, columns, n, ahead, error);
    }
    arena_free(arena);
    return status;
}
