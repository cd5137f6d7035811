/* SPDX-License-Identifier: Apache-2.0
 * Shares of a sorted list, and names of price bands. Pure.
 */
#ifndef INSIGHTS_PARETO_H
#define INSIGHTS_PARETO_H

#include "base/arena.h"
#include "dealspine/insights.pb-c.h"

/* Fills share and cumulative of each, the most frequent first. */
void pareto_fill(struct arena *arena, LostReason *const *reasons, size_t n);

/* Of "CNY 1", the currency and the number of the band (0 is below the first edge): "CNY 100000-999999", "CNY -99999",
 * "CNY 10000000-". Anything else is given back as it is. The arena's. */
const char *band_name(struct arena *arena, const char *key, const int64_t *edges_minor, size_t n);

#endif
