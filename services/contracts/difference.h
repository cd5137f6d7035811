/* SPDX-License-Identifier: Apache-2.0
 * What one text says differently from another, line by line and sentence by sentence, for people to read. Pure.
 */
#ifndef CONTRACTS_DIFFERENCE_H
#define CONTRACTS_DIFFERENCE_H

#include "base/arena.h"
#include "dealspine/contracts.pb-c.h"

/* A shortest list of what stays, goes and comes; the pieces of SAME and REMOVED make `from`, of SAME and ADDED `to`.
 * Texts whose changed parts are beyond measure (two million pairs of pieces) are told as one going, the other coming.
 * `ret_changed` (may be NULL) counts those that are not SAME. The lines are the arena's. */
void text_difference(struct arena *arena, const char *from, const char *to, TextDiffLine ***ret_lines, size_t *ret_n,
                     uint32_t *ret_changed);

/* How the four clauses stand to those of a template and of clause sets: one of each group of `clauses`, in their
 * order. */
void clauses_compare(struct arena *arena, ContractClause *const *clauses, size_t n, ContractClause *const *template_,
                     size_t n_template, ClauseSet *const *sets, size_t n_sets, ClauseDeviation ***ret_deviations);

/* Names of the groups that DEVIATE; the arena's. */
const char **groups_deviating(struct arena *arena, ClauseDeviation *const *deviations, size_t n, size_t *ret_n);

#endif
