/* SPDX-License-Identifier: Apache-2.0
 * Whom an event may concern at all: read once for a page of events, so that the many that concern nobody cost nothing.
 */
#ifndef NOTIFICATIONS_INTEREST_H
#define NOTIFICATIONS_INTEREST_H

#include "service/service.h"

struct interest; /* the transaction's */

/* Reads it with the first event of a transaction. */
enum status interest_read(struct call *call, const struct interest **ret_interest) MUST_CHECK;

/* Is there a rule that is on for events of this type, given its whole name or as `prefix` and the rest? */
bool interest_of_rules(const struct interest *interest, const char *prefix, const char *type);
/* Does a subscription want events of this type? */
bool interest_of_subscriptions(const struct interest *interest, const char *type);

#endif
