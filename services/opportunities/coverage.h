/* SPDX-License-Identifier: Apache-2.0
 * What a map of buying roles lacks (OPP-11). Pure.
 */
#ifndef OPPORTUNITIES_COVERAGE_H
#define OPPORTUNITIES_COVERAGE_H

#include <stdbool.h>

#include "base/arena.h"
#include "dealspine/opportunities.pb-c.h"

/* Roles, levels and functions (of K5) without a contact; roles with contacts of whom none had an activity in the last
 * `days`. The list is the arena's. */
CoverageGap **coverage_gaps(struct arena *arena, BuyingRole *const *roles, size_t n, uint32_t days, int64_t now_us,
                            size_t *ret_n);

/* Does anybody play this part? */
bool coverage_has(BuyingRole *const *roles, size_t n, BuyingRole__Role role);

#endif
