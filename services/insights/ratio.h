/* SPDX-License-Identifier: Apache-2.0
 * Exact fractions beside their rounded decimals, and shares that sum to the last unit. Pure.
 */
#ifndef INSIGHTS_RATIO_H
#define INSIGHTS_RATIO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "dealspine/insights.pb-c.h"

/* numerator ÷ denominator with four digits after the point, halves away from zero; NULL where denominator is 0. */
const char *ratio_decimal(struct arena *arena, int64_t numerator, int64_t denominator);

/* The message, with its decimal; the arena's. */
Ratio *ratio_new(struct arena *arena, int64_t numerator, int64_t denominator);

/* a ÷ b < c ÷ d, exactly. Denominators are above 0. */
bool ratio_is_less(int64_t a, int64_t b, int64_t c, int64_t d);

/* Splits `total` by weights: each gets the part that is due rounded down, and those with the largest remainders, the
 * first of equals, one unit more until all is given. Weights are not negative and not all 0. */
void share_out(int64_t total, const int64_t *weights, size_t n, int64_t *ret_shares);

#endif
