/* SPDX-License-Identifier: Apache-2.0 */
#include "db/db.h"

#include <libpq-fe.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/id.h"
#include "base/meter.h"
#include "base/text.h"
#include "db/array.h"

struct db {
    PGconn *connection;
    char *dsn, *options, *application_name;
    const struct db_set *set;
    bool *prepared; /* by statement index */
    bool stale;     /* a prepared statement no longer gives the columns that it gave */
};

struct db *db_new(const char *dsn, const char *options, const char *application_name, const struct db_set *set)
{
    struct db *db = need_alloc(sizeof *db);
    db->dsn = need_strdup(dsn);
    db->options = need_strdup(options);
    db->application_name = need_strdup(application_name);
    db->set = set;
    db->prepared = need_alloc(set->n * sizeof *db->prepared);
    return db;
}

static void drop_connection(struct db *db)
{
    if (db->connection)
        PQfinish(db->connection);
    db->connection = NULL;
    memset(db->prepared, 0, db->set->n * sizeof *db->prepared);
}

void db_free(struct db *db)
{
    if (!db)
        return;
    drop_connection(db);
    free(db->dsn);
    free(db->options);
    free(db->application_name);
    free(db->prepared);
    free(db);
}

bool db_is_up(const struct db *db)
{
    return db->connection != NULL;
}

static void ignore_notice(void *ignored, const PGresult *result)
{
    (void)ignored, (void)result;
}

static enum db_outcome lost(struct db *db, struct db_failure *failure, const char *fallback)
{
    memset(failure, 0, sizeof *failure);
    const char *message = db->connection ? PQerrorMessage(db->connection) : "";
    snprintf(failure->message, sizeof failure->message, "%s", message[0] ? message : fallback);
    drop_connection(db);
    return DB_LOST;
}

static enum db_outcome connect_now(struct db *db, struct db_failure *failure)
{
    if (db->connection && PQstatus(db->connection) == CONNECTION_OK)
        return DB_OK;
    drop_connection(db);
    const char *const keys[] = {"dbname", "options", "application_name", "connect_timeout", "client_encoding", NULL};
    const char *const values[] = {db->dsn, db->options, db->application_name, "3", "UTF8", NULL};
    db->connection = PQconnectdbParams(keys, values, 1);
    if (PQstatus(db->connection) != CONNECTION_OK)
        return lost(db, failure, "cannot connect");
    PQsetNoticeReceiver(db->connection, ignore_notice, NULL);
    if (PQsetnonblocking(db->connection, 1) != 0 || !PQenterPipelineMode(db->connection))
        return lost(db, failure, "cannot enter pipeline mode");
    return DB_OK;
}

/* A blocking send could deadlock with a server that blocks on its results: read while writing. */
static bool pump(PGconn *connection)
{
    for (;;) {
        int left = PQflush(connection);
        if (left < 0)
            return false;
        if (left == 0 && !PQisBusy(connection))
            return true;
        struct pollfd p = {.fd = PQsocket(connection), .events = (short)(POLLIN | (left ? POLLOUT : 0))};
        if (p.fd < 0 || poll(&p, 1, 8000) <= 0)
            return false;
        if ((p.revents & (POLLIN | POLLHUP | POLLERR)) && !PQconsumeInput(connection))
            return false;
    }
}

static PGresult *next_result(struct db *db)
{
    return pump(db->connection) ? PQgetResult(db->connection) : NULL;
}

static bool send_item(struct db *db, struct db_item *item)
{
    item->prepares = false;
    if (!item->statement)
        return PQsendQueryParams(db->connection, item->command, 0, NULL, NULL, NULL, NULL, 0);
    const struct db_statement *statement = item->statement;
    if (!db->prepared[statement->index]) {
        if (!PQsendPrepare(db->connection, statement->name, statement->sql, 0, NULL))
            return false;
        /* Assumed for the rest of this round; taken back if the result says otherwise. */
        item->prepares = db->prepared[statement->index] = true;
    }
    int sizes[STATEMENT_PARAMS] = {0}, formats[STATEMENT_PARAMS] = {0};
    const char *values[STATEMENT_PARAMS];
    for (size_t i = 0; i < statement->n_params; i++) {
        formats[i] = item->lists && item->lists[i].of;
        values[i] = formats[i] ? array_pack(item->arena, &item->lists[i], &sizes[i]) : item->values[i];
    }
    return PQsendQueryPrepared(db->connection, statement->name, (int)statement->n_params, values, sizes, formats, 0);
}

static void copy_rows(struct db_item *item, const PGresult *result)
{
    struct db_rows *rows = &item->rows;
    int n = PQntuples(result), columns = PQnfields(result);
    rows->n = (size_t)n;
    rows->n_columns = (size_t)columns;
    const char *changed = PQcmdTuples((PGresult *)result);
    rows->changed = PQresultStatus(result) == PGRES_COMMAND_OK || columns ? strtoul(changed, NULL, 10) : 0;
    const char **names = arena_alloc(item->arena, ((size_t)columns + 1) * sizeof *names);
    for (int c = 0; c < columns; c++)
        names[c] = arena_strdup(item->arena, PQfname(result, c));
    const char **values = arena_alloc(item->arena, ((size_t)n * (size_t)columns + 1) * sizeof *values);
    for (int r = 0; r < n; r++)
        for (int c = 0; c < columns; c++)
            if (!PQgetisnull(result, r, c))
                values[r * columns + c] =
                    arena_strndup(item->arena, PQgetvalue(result, r, c), (size_t)PQgetlength(result, r, c));
    rows->names = names;
    rows->values = values;
}

/* A later version's migration changed a table or view beneath a prepared statement; on a new connection it is as good. */
static bool is_stale(const PGresult *result)
{
    const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const char *function = PQresultErrorField(result, PG_DIAG_SOURCE_FUNCTION);
    return state && strcmp(state, "0A000") == 0 && function && strcmp(function, "RevalidateCachedQuery") == 0;
}

static void copy_failure(struct db_failure *failure, size_t index, const PGresult *result)
{
    const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const char *constraint = PQresultErrorField(result, PG_DIAG_CONSTRAINT_NAME);
    const char *message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    failure->index = index;
    snprintf(failure->sqlstate, sizeof failure->sqlstate, "%s", state ? state : "XX000");
    snprintf(failure->constraint, sizeof failure->constraint, "%s", constraint ? constraint : "");
    snprintf(failure->message, sizeof failure->message, "%s", message ? message : PQresultErrorMessage(result));
}

/* Reads the one result of a command or of a prepare, and the NULL that ends it. */
static bool take_result(struct db *db, PGresult **ret_result)
{
    *ret_result = next_result(db);
    if (!*ret_result)
        return false;
    PGresult *end = next_result(db);
    if (end) { /* more than one result: not ours */
        PQclear(end);
        return false;
    }
    return PQstatus(db->connection) == CONNECTION_OK;
}

static enum db_outcome read_one(struct db *db, struct db_item *item, size_t index, bool prepare, bool failed,
                                struct db_failure *failure)
{
    PGresult *result;
    if (!take_result(db, &result)) {
        PQclear(result);
        return DB_LOST;
    }
    ExecStatusType status = PQresultStatus(result);
    bool good = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
    if (good && !prepare)
        copy_rows(item, result);
    if (!good && prepare)
        db->prepared[item->statement->index] = false;
    if (status == PGRES_FATAL_ERROR && !failed) {
        copy_failure(failure, index, result);
        db->stale = is_stale(result);
    }
    PQclear(result);
    return good ? DB_OK : DB_FAILED;
}

static enum db_outcome round_trip(struct db *db, struct db_item *items, size_t n, struct db_failure *ret_failure)
{
    if (connect_now(db, ret_failure) != DB_OK)
        return DB_LOST;
    for (size_t i = 0; i < n; i++)
        if (!send_item(db, &items[i]))
            return lost(db, ret_failure, "cannot send");
    if (!PQpipelineSync(db->connection))
        return lost(db, ret_failure, "cannot send");

    enum db_outcome outcome = DB_OK;
    db->stale = false;
    for (size_t i = 0; i < n; i++) {
        for (int step = items[i].prepares ? 0 : 1; step < 2; step++) {
            enum db_outcome one = read_one(db, &items[i], i, step == 0, outcome == DB_FAILED, ret_failure);
            if (one == DB_LOST)
                return lost(db, ret_failure, "connection lost");
            if (one == DB_FAILED)
                outcome = DB_FAILED;
        }
    }
    PGresult *sync = next_result(db);
    bool synced = sync && PQresultStatus(sync) == PGRES_PIPELINE_SYNC;
    PQclear(sync);
    /* A backend told to go sends FATAL and closes: sqlstate class 57P is a loss, whatever was read. */
    if (!synced || (outcome == DB_FAILED && (db->stale || strncmp(ret_failure->sqlstate, "57P", 3) == 0)))
        return lost(db, ret_failure, db->stale ? "a table changed" : "connection lost");
    return outcome;
}

enum db_outcome db_round(struct db *db, struct db_item *items, size_t n, struct db_failure *ret_failure)
{
    int64_t began_us = clock_mono_us();
    enum db_outcome outcome = round_trip(db, items, n, ret_failure);
    meter_observe(db->set->rounds, (double)(clock_mono_us() - began_us) / 1e6);
    if (outcome == DB_LOST)
        meter_count(db->set->losses, 1);
    return outcome;
}

enum status db_describe(struct db *db, const struct db_statement *statement, struct arena *arena,
                        struct db_column **ret_columns, size_t *ret_n, struct error *error)
{
    struct db_failure failure;
    if (connect_now(db, &failure) != DB_OK)
        return fail_with(error, STATUS_UNAVAILABLE, "%s", failure.message);
    PQexitPipelineMode(db->connection);
    PQsetnonblocking(db->connection, 0);
    bool known = db->prepared[statement->index];
    PGresult *prepared = known ? NULL : PQprepare(db->connection, statement->name, statement->sql, 0, NULL);
    PGresult *described = NULL;
    enum status status = STATUS_OK;
    if (known || PQresultStatus(prepared) == PGRES_COMMAND_OK)
        described = PQdescribePrepared(db->connection, statement->name);
    if (!described || PQresultStatus(described) != PGRES_COMMAND_OK) {
        status = fail_with(error, STATUS_INVALID_ARGUMENT, "sql/%s.sql: %s", statement->name,
                           PQerrorMessage(db->connection));
    } else {
        db->prepared[statement->index] = true;
        int n = PQnfields(described);
        *ret_n = (size_t)n;
        *ret_columns = arena_alloc(arena, ((size_t)n + 1) * sizeof **ret_columns);
        for (int i = 0; i < n; i++)
            (*ret_columns)[i] =
                (struct db_column){.name = arena_strdup(arena, PQfname(described, i)), .type = PQftype(described, i)};
    }
    PQclear(described);
    PQclear(prepared);
    PQsetnonblocking(db->connection, 1);
    PQenterPipelineMode(db->connection);
    return status;
}

static enum status run_text(PGconn *connection, const char *sql, struct error *error)
{
    PGresult *result = PQexec(connection, sql);
    ExecStatusType got = PQresultStatus(result);
    enum status status = got == PGRES_COMMAND_OK || got == PGRES_TUPLES_OK
                             ? STATUS_OK
                             : fail_with(error, STATUS_INTERNAL, "%s", PQerrorMessage(connection));
    PQclear(result);
    return status;
}

/* "" when it was not applied yet. */
static enum status applied_hash(PGconn *connection, const char *name, char ret_hash[17], struct error *error)
{
    const char *const values[] = {name};
    PGresult *result =
        PQexecParams(connection, "TABLE migration", 0, NULL, NULL, NULL, NULL, 0);
    ret_hash[0] = '\0';
    if (PQresultStatus(result) != PGRES_TUPLES_OK) {
        PQclear(result);
        return fail_with(error, STATUS_INTERNAL, "%s", PQerrorMessage(connection));
    }
    int name_column = PQfnumber(result, "name"), hash_column = PQfnumber(result, "hash");
    for (int i = 0; i < PQntuples(result); i++)
        if (strcmp(PQgetvalue(result, i, name_column), values[0]) == 0)
            snprintf(ret_hash, 17, "%s", PQgetvalue(result, i, hash_column));
    PQclear(result);
    return STATUS_OK;
}

static enum status apply(PGconn *connection, const struct db_migration *migration, struct error *error)
{
    char hash[17], known[17];
    snprintf(hash, sizeof hash, "%016llx",
             (unsigned long long)hash_bytes(migration->text, strlen(migration->text)));
    TRY(applied_hash(connection, migration->name, known, error));
    if (known[0] && strcmp(known, hash) != 0)
        return fail_with(error, STATUS_FAILED_PRECONDITION, "schema/%s.sql was changed after it had been applied",
                         migration->name);
    if (known[0])
        return STATUS_OK;
    TRY(run_text(connection, "BEGIN", error));
    enum status status = run_text(connection, migration->text, error);
    if (status == STATUS_OK) {
        const char *const values[] = {migration->name, hash};
        PGresult *result = PQexecParams(connection, "INSERT INTO migration VALUES ($1, $2)", 2, NULL, values, NULL,
                                        NULL, 0);
        if (PQresultStatus(result) != PGRES_COMMAND_OK)
            status = fail_with(error, STATUS_INTERNAL, "%s", PQerrorMessage(connection));
        PQclear(result);
    }
    if (status == STATUS_OK)
        return run_text(connection, "COMMIT", error);
    struct error cause = *error;
    if (run_text(connection, "ROLLBACK", error) == STATUS_OK)
        snprintf(error->message, sizeof error->message, "schema/%s.sql: %.200s", migration->name, cause.message);
    return error->status = status;
}

enum status db_migrate(struct db *db, const struct db_migration *migrations, size_t n, struct error *error)
{
    struct db_failure failure;
    if (connect_now(db, &failure) != DB_OK)
        return fail_with(error, STATUS_UNAVAILABLE, "%s", failure.message);
    PQexitPipelineMode(db->connection);
    PQsetnonblocking(db->connection, 0);
    enum status status = run_text(db->connection, "SET statement_timeout = 0; SET lock_timeout = 0;"
                                                  "SELECT pg_advisory_lock(hashtext(current_schema() || '.migration'));"
                                                  "CREATE TABLE IF NOT EXISTS migration (name text PRIMARY KEY, hash "
                                                  "text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())",
                                  error);
    for (size_t i = 0; i < n && status == STATUS_OK; i++)
        status = apply(db->connection, &migrations[i], error);
    drop_connection(db); /* releases the lock, forgets the settings */
    return status;
}
