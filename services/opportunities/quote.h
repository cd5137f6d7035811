/* SPDX-License-Identifier: Apache-2.0
 * The lifecycle of an offer and what its lines cost. Pure; all in integers.
 */
#ifndef OPPORTUNITIES_QUOTE_H
#define OPPORTUNITIES_QUOTE_H

#include <stdbool.h>

#include "base/lifecycle.h"
#include "dealspine/opportunities.pb-c.h"

extern const struct lifecycle quote_lifecycle;

/* Moves `quote->state` by `verb`. FAILED_PRECONDITION, reason WRONG_STATE. */
enum status quote_step(Quote *quote, const char *verb, struct error *error) MUST_CHECK;

/* Prices one line at `product`: net = quantity x price less the discount, tax = net x tax rate, each rounded half away
 * from zero once. `below_floor`: the net is less than quantity x floor. INVALID_ARGUMENT for another currency,
 * OUT_OF_RANGE beyond 64 bits. */
enum status quote_line_price(const Product *product, const LineInput *input, const char *currency, QuoteLine *ret_line,
                             struct error *error) MUST_CHECK;

/* Adds the line to the sums of `quote`. OUT_OF_RANGE beyond 64 bits. */
enum status quote_add(Quote *quote, const QuoteLine *line, struct error *error) MUST_CHECK;

/* Nobody decides on a discount that he drafted or submitted. PERMISSION_DENIED, reason OWN_DISCOUNT. */
enum status quote_may_decide(const Quote *quote, const char *actor, struct error *error) MUST_CHECK;

/* On `today` ("YYYY-MM-DD")? FAILED_PRECONDITION, reason NOT_VALID. */
enum status quote_is_valid(const Quote *quote, const char *today, struct error *error) MUST_CHECK;

/* Where offers were made, one must be accepted before the customer's commitment is recorded. FAILED_PRECONDITION, reason
 * QUOTE_NOT_ACCEPTED. */
enum status quotes_allow_commit(int64_t made, int64_t accepted, struct error *error) MUST_CHECK;

/* The lines of a deal are those of the offer that was accepted. FAILED_PRECONDITION, reason QUOTE_ACCEPTED. */
enum status quotes_allow_lines(int64_t accepted, struct error *error) MUST_CHECK;

#endif
