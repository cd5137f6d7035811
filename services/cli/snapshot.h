/* SPDX-License-Identifier: Apache-2.0
 * One moment of the database `dealspine`, over the schemas of all services: dumped, and counted.
 */
#ifndef CLI_SNAPSHOT_H
#define CLI_SNAPSHOT_H

#include <jansson.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/status.h"
#include "stack.h"

struct snapshot {
    int64_t taken_us; /* the moment; 0 where nothing was dumped */
    uint64_t rows;    /* in all tables */
    json_t *tables;   /* {"leads.lead": {"rows": 3, "sum": "-1234"}}: the sum is of a hash of each row; json_decref() it */
};

/* Dumps the moment into <folder>/records.dump and counts it. `schemas` are words with blanks between, `host` is the
 * server's. The reasons: POSTGRES_AWAY, DUMP_FAILED. */
enum status snapshot_dump(const struct stack *stack, const char *host, const char *schemas, const char *folder,
                          struct snapshot *ret, struct error *error) MUST_CHECK;
/* Counts what there is now, at the stack's own server. */
enum status snapshot_count(const struct stack *stack, const char *schemas, struct snapshot *ret, struct error *error) MUST_CHECK;

/* Words of a JSON array with blanks between, the arena's. */
const char *words_of(const json_t *list, struct arena *arena);

#endif
