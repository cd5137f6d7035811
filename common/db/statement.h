/* SPDX-License-Identifier: Apache-2.0
 * A SQL file made ready for Postgres: `:name` becomes $n, the comment lines at its head are read. In a file with the
 * line `-- gather`, `:name` becomes a column of the relation `calls`, which has one row for each call that stands at the
 * statement, numbered by its column `call`.
 */
#ifndef DB_STATEMENT_H
#define DB_STATEMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/status.h"

/* A file sql/<name>.sql as it was embedded. */
struct statement {
    const char *name, *text;
};

enum { STATEMENT_PARAMS = 64 };

struct db_statement {
    const char *name;
    const char *sql;             /* with $1, $2, … */
    const char *params[STATEMENT_PARAMS];
    size_t n_params;             /* each name once */
    const char *into;            /* message named by `-- into:`, NULL if none */
    const char **binds;          /* names listed by `-- bind:` */
    size_t n_binds;
    bool writes;                 /* INSERT, UPDATE, DELETE anywhere in it; SELECT … FOR UPDATE does not count */
    bool gathers;                /* `-- gather`: each parameter is an array, one element for each call */
    size_t index;                /* in its set */
};

/* All statements of a process; immutable once filled, shared by all connections. */
struct db_set {
    struct arena *arena;
    struct db_statement **list;
    size_t n;
    unsigned rounds, losses; /* meters */
};

struct db_set *db_set_new(void);
void db_set_free(struct db_set *set);

/* Parses and adds. INVALID_ARGUMENT names the file and what is wrong with it. */
enum status db_set_add(struct db_set *set, const struct statement *statement, struct error *error) MUST_CHECK;

/* NULL if absent. */
const struct db_statement *db_set_find(const struct db_set *set, const char *name);

#endif
