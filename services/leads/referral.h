/* SPDX-License-Identifier: Apache-2.0
 * A lead that an agent hands to the web or a store: what may be agreed upon, and who is credited with how much (LEA-31).
 * Pure.
 */
#ifndef LEADS_REFERRAL_H
#define LEADS_REFERRAL_H

#include <stdint.h>

#include "base/lifecycle.h"
#include "dealspine/leads.pb-c.h"

#define REFERRAL_DEFAULT_US (7LL * 86400 * 1000000) /* for the web, when no time was given */
#define REFERRAL_GRACE_US (86400LL * 1000000)       /* after the appointment the customer is still waited for */

enum { REFERRAL_POINTS = 10000, REFERRAL_DEFAULT_POINTS = 5000 };

extern const struct lifecycle referral_lifecycle;

/* Moves the state by `verb`. FAILED_PRECONDITION, reason WRONG_STATE. */
enum status referral_step(Referral *referral, const char *verb, struct error *error) MUST_CHECK;

/* To WEB or STORE; a store has a team and a time, one of `at` and `local`. INVALID_ARGUMENT with the field. */
enum status referral_check(const ReferLeadRequest *in, struct error *error) MUST_CHECK;

/* What the agent asked for, or half; the rest is the receiver's. */
void referral_split(const ReferLeadRequest *in, Referral *referral);

/* While the customer is on his way nobody rings him, and the lead does not go back to the pool. */
void referral_put_off(const Referral *referral, Lead *lead);

#endif
