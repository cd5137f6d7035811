/* SPDX-License-Identifier: Apache-2.0
 * One Postgres connection in pipeline mode. A round sends many statements and waits for all their results at once.
 * The only folder with libpq-fe.h.
 */
#ifndef DB_DB_H
#define DB_DB_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/status.h"
#include "db/statement.h"

struct db; /* belongs to one thread */

/* The result of a statement, in text form, copied into an arena. */
struct db_rows {
    size_t n, n_columns;
    const char *const *names;    /* of the columns */
    const char *const *values;   /* n * n_columns, row by row; NULL is SQL NULL */
    size_t changed;              /* rows inserted, updated or deleted */
};

/* A parameter that is an array: it goes in binary form, which neither side has to quote. */
struct db_list {
    enum { DB_NO_LIST, DB_BYTEAS = 17, DB_TEXTS = 25 } of; /* pg_type.oid of the elements */
    const char *const *values;                             /* n; NULL is SQL NULL */
    const size_t *sizes;                                   /* of the values; NULL: each ends with a NUL */
    size_t n;
};

struct db_item {
    const struct db_statement *statement; /* NULL: `command` */
    const char *command;                  /* "BEGIN", "COMMIT", "ROLLBACK" */
    const char *const *values;            /* one text per parameter, NULL is SQL NULL; borrowed during the round */
    const struct db_list *lists;          /* one per parameter, instead of the texts where it is one; NULL: none is */
    const char *subject;                  /* whose order among the items counts; NULL: it stands by itself */
    struct arena *arena;                  /* for the rows */
    struct db_rows rows;
    bool prepares;                        /* db_round's own */
};

enum db_outcome {
    DB_OK,
    DB_FAILED, /* one statement failed, those after it did not run; the transaction, if any, is spoilt */
    DB_LOST    /* no connection, or given up for a table that changed: what ran last, COMMIT too, may have happened or not */
};

struct db_failure {
    size_t index;       /* of the offender, DB_FAILED only */
    char sqlstate[6];   /* "40P01"; "" when lost */
    char constraint[64];
    char message[256];  /* may hold values: for error level and developers, never for callers */
};

/* Connects at the first round, and again after a loss. `options` are -c settings, "-c search_path=leads". */
struct db *db_new(const char *dsn, const char *options, const char *application_name, const struct db_set *set);
void db_free(struct db *db);

/* Sends all items, waits for all results. Statements are prepared at their first use. */
enum db_outcome db_round(struct db *db, struct db_item *items, size_t n, struct db_failure *ret_failure) MUST_CHECK;

/* True while the last round ended with a living connection. */
bool db_is_up(const struct db *db);

/* ---- at start ---- */

struct db_column {
    const char *name;
    unsigned type; /* pg_type.oid */
};

/* Prepares one statement and describes its columns; the arena's. INVALID_ARGUMENT with Postgres' words. */
enum status db_describe(struct db *db, const struct db_statement *statement, struct arena *arena,
                        struct db_column **ret_columns, size_t *ret_n, struct error *error) MUST_CHECK;

struct db_migration {
    const char *name, *text;
};

/* Applies what is missing, in order, each in a transaction of its own, under a lock so that replicas may start
 * together. FAILED_PRECONDITION if a file that was applied has changed since. */
enum status db_migrate(struct db *db, const struct db_migration *migrations, size_t n, struct error *error) MUST_CHECK;

#endif
