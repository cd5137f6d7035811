/* SPDX-License-Identifier: Apache-2.0
 * Postgres, in place of db/db.c: rows with a committed and a pending version, row locks, READ COMMITTED, sequences,
 * connections that are lost before or after COMMIT. Statements are known by the names of their files.
 */
#ifndef SIM_DATABASE_H
#define SIM_DATABASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "db/statement.h"

struct sim_process;

struct row {
    const char *key;
    const char *const *now, *const *next; /* committed and pending; NULL: there is no such row */
    bool has_next;
    struct transaction *owner;
};

struct table {
    const char *name;
    struct row **rows; /* in the order of their making */
    size_t n, room;
    struct row **index; /* by the key's hash, open addressing */
    size_t n_slots;
};

enum { TABLES = 16 };

struct store { /* one service's schema */
    const char *word;
    struct table tables[TABLES];
    uint64_t sequence;
};

struct transaction {
    struct row **rows; /* that it holds */
    size_t n, room;
    int64_t began_us;
};

struct result {
    size_t n, n_columns, changed;
    const char *const *names;
    const char **values;
    size_t room;
};

struct session {
    struct session *next;
    struct sim_process *client;
    struct store *store;
    struct transaction *transaction; /* NULL: none is open */
    bool gone;                       /* the connection is lost */
    struct row *waits_for;
    struct round *round;
    uint64_t idles;                  /* counts, so that the timer of an earlier pause is void */
};

struct store *store_of(const char *word);

/* ---- for statements ---- */

struct table *table_of(struct store *store, const char *name);
struct row *row_find(struct table *table, const char *key); /* NULL if there never was one */
struct row *row_make(struct table *table, const char *key);
const char *const *row_seen(const struct session *session, const struct row *row); /* NULL: not there */
/* Waits for whoever holds the row. NULL, or the SQLSTATE. */
const char *row_lock(struct session *session, struct row *row);
void row_put(struct row *row, const char *const *values, size_t n); /* NULL: deletes; locked before */
/* By the database's clock: when the transaction began. Microseconds since 1970. */
int64_t database_now_us(const struct session *session);
void result_row(struct result *result, const char *const *values);

/* Runs one statement. NULL, or the SQLSTATE. */
const char *statement_run(struct session *session, const struct db_statement *statement, const char *const *values,
                          struct result *ret);

/* ---- what happens to it ---- */

void database_crash(int64_t for_us);  /* every connection is lost, nothing committed is */
void database_end_one(void);          /* one backend by chance */
void database_process_ended(struct sim_process *process);

struct database {
    bool faulty;     /* rounds may be cut off, COMMIT may take long */
    unsigned stalls; /* of ten thousand rounds: those that take long in the middle */
};
extern struct database database;

#endif
