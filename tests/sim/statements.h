/* SPDX-License-Identifier: Apache-2.0
 * How a statement is acted out: by the name of its file.
 */
#ifndef SIM_STATEMENTS_H
#define SIM_STATEMENTS_H

#include "base/arena.h"
#include "database.h"

struct running {
    struct session *session;
    const struct db_statement *statement;
    const char *const *values;
    struct result *result;
    struct arena *arena; /* until the statement ends */
};

struct known {
    const char *name;
    const char *(*run)(struct running *run); /* NULL, or the SQLSTATE */
};

const char *param(const struct running *run, const char *name); /* NULL: SQL NULL */
const char *number_text(struct running *run, int64_t value);
struct table *table_in(struct running *run, const char *name);

/* Those of the simulated services. */
extern const struct known bank_statements[];
extern const size_t bank_n_statements;

#endif
