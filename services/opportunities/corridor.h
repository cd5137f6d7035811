/* SPDX-License-Identifier: Apache-2.0
 * What a line costs, and whether its price stays within the product's corridor (OPP-21). Pure, in checked integers.
 */
#ifndef OPPORTUNITIES_CORRIDOR_H
#define OPPORTUNITIES_CORRIDOR_H

#include "base/status.h"
#include "dealspine/opportunities.pb-c.h"

/* INVALID_ARGUMENT unless 0 <= floor <= target <= list. */
enum status corridor_is_ordered(int64_t list_minor, int64_t target_minor, int64_t floor_minor,
                                struct error *error) MUST_CHECK;

/* Quantity times price less the discount; the discount is rounded half away from zero once, for the whole line.
 * OUT_OF_RANGE when that leaves 64 bits. */
enum status line_total(int64_t quantity, int64_t price_minor, uint32_t discount_basis_points, int64_t *ret_total_minor,
                       struct error *error) MUST_CHECK;

/* The price of one unit that `input` names, or the list price, and the line's total. INVALID_ARGUMENT for a product of
 * another currency than `currency`. */
enum status line_price(const Product *product, const LineInput *input, const char *currency, int64_t *ret_price_minor,
                       int64_t *ret_total_minor, struct error *error) MUST_CHECK;

/* The least that so many may cost within the corridor. OUT_OF_RANGE. */
enum status line_floor(const Product *product, int64_t quantity, int64_t *ret_least_minor,
                       struct error *error) MUST_CHECK;

/* Fills `ret_line` from `input`, the list price where it names none; texts are borrowed from `product`.
 * INVALID_ARGUMENT for another currency than `currency`; FAILED_PRECONDITION, reason OUTSIDE_CORRIDOR, under the
 * floor. */
enum status corridor_line(const Product *product, const LineInput *input, const char *currency,
                          OpportunityLine *ret_line, struct error *error) MUST_CHECK;

#endif
