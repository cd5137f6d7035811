/* SPDX-License-Identifier: Apache-2.0
 * A lifecycle is a table one can read aloud: from a state, by a verb, to a state. Each noun has exactly one, in
 * services/<word>/<noun>.c; handlers ask it, `dealspine states <noun>` prints it.
 */
#ifndef BASE_LIFECYCLE_H
#define BASE_LIFECYCLE_H

#include <stddef.h>

#include "base/status.h"

struct transition {
    const char *from, *verb, *to;
    const char *sentence; /* what happens, for people */
};

struct lifecycle {
    const char *noun;    /* "lead" */
    const char *initial; /* state of a fresh one */
    const struct transition *rows;
    size_t n;
};

/* Finds where `verb` leads from `state` and points `ret_to` at it (static).
 * FAILED_PRECONDITION, reason WRONG_STATE, with a sentence that names the state and those the verb needs. */
enum status lifecycle_step(const struct lifecycle *lifecycle, const char *state, const char *verb, const char **ret_to,
                           struct error *error) MUST_CHECK;

/* May something in `state` go to `to`? By the verb that leads there in the table; for requests that name the state to be
 * reached. FAILED_PRECONDITION as lifecycle_step(), also where no verb leads to `to`. */
enum status lifecycle_reach(const struct lifecycle *lifecycle, const char *state, const char *to,
                            struct error *error) MUST_CHECK;

#endif
