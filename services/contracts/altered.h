/* SPDX-License-Identifier: Apache-2.0
 * Which row of a contract was altered behind its back: the chain says what each step changed (CON-11). Pure.
 */
#ifndef CONTRACTS_ALTERED_H
#define CONTRACTS_ALTERED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/* A row as a step left it, or as it lies in the database now. `place` names it, "contract_line 2/1". */
struct kept_row {
    uint32_t seq;       /* of the step; 0 for what lies there now */
    const char *verb;   /* of the step */
    const char *place;
    const char *digest; /* NULL: the step removed it */
};

struct altered_row {
    const char *place;
    uint32_t seq;     /* of the step that had left it, or that brought in what is none of its business */
    const char *rule; /* ALTERED, REMOVED, INSERTED; FOREIGN: changed under the cover of a step that does not touch it */
};

/* May a step of this verb change the row at `place`? */
bool step_touches(const char *verb, const char *place);

/* The first row that is not what the steps made of it. `steps` stand by seq, `present` by place (strcmp). The list of the
 * first step is taken as it is where it is not the contract's beginning. False: all is well. */
bool find_altered(struct arena *arena, const struct kept_row *steps, size_t n_steps, const struct kept_row *present,
                  size_t n_present, struct altered_row *ret_altered);

#endif
