/* SPDX-License-Identifier: Apache-2.0
 * A whole divided into parts: values as given, and weights that share what those leave. Pure.
 */
#ifndef INSIGHTS_PART_H
#define INSIGHTS_PART_H

#include "base/arena.h"
#include "dealspine/insights.pb-c.h"

/* Each part's value into `ret_values`. `taken` is what parts made before hold of the whole. INVALID_ARGUMENT, field
 * parts: one with neither or both of value and weight. FAILED_PRECONDITION NOTHING_LEFT. */
enum status parts_divide(struct arena *arena, int64_t whole, int64_t taken, TargetPart *const *parts, size_t n,
                         int64_t *ret_values, struct error *error) MUST_CHECK;

/* Sum of the targets' values, which are at most 10^15 each. */
int64_t parts_sum(Target *const *targets, size_t n);

#endif
