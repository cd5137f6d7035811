/* SPDX-License-Identifier: Apache-2.0
 * A quote that a command holds, beside the opportunity it belongs to.
 */
#ifndef OPPORTUNITIES_OFFERING_H
#define OPPORTUNITIES_OFFERING_H

#include "held.h"
#include "quote.h"

/* Holds the opportunity (verb "work") and locks the quote that :quote_id names. NOT_FOUND. */
enum status quote_hold(struct call *call, const uint64_t *expected_version, Opportunity *ret_opportunity,
                       Quote *ret_quote) MUST_CHECK;

/* Writes both back. */
enum status quote_save(struct call *call, Opportunity *opportunity, const Quote *quote) MUST_CHECK;

/* A copy with its lines, for a reply; the call's. */
enum status quote_answer(struct call *call, const Quote *quote, Quote **ret_quote) MUST_CHECK;

/* Emits quote.approved: it may be sent, or with `refused` it went back. */
void quote_tell_decided(struct call *call, const Opportunity *opportunity, const Quote *quote, bool refused);

#endif
