/* SPDX-License-Identifier: Apache-2.0
 * Departments as a tree. CUS-05, CUS-06. Pure.
 */
#ifndef ORG_H
#define ORG_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

enum { ORG_DEPARTMENTS = 500, ORG_DEPTH = 20 };

struct org_part {
    const char *id, *parent_id; /* NULL parent: at the top */
};

/* May `id` (NULL: a new one) hang below `parent_id` (NULL: the top)? Not below itself, not deeper than ORG_DEPTH. */
bool org_may_hang(const struct org_part *parts, size_t n, const char *id, const char *parent_id);

/* The parts so that each is followed by those below it, in their given order otherwise; `ret_depths` has n places. A
 * part whose parent is not among them stands at the top. Returns their positions, the arena's. */
const size_t *org_order(const struct org_part *parts, size_t n, struct arena *arena, unsigned *ret_depths);

#endif
