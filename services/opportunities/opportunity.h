/* SPDX-License-Identifier: Apache-2.0
 * The opportunity's lifecycle, and the rules that concern it as a whole. Pure.
 */
#ifndef OPPORTUNITIES_OPPORTUNITY_H
#define OPPORTUNITIES_OPPORTUNITY_H

#include "base/lifecycle.h"
#include "dealspine/opportunities.pb-c.h"

extern const struct lifecycle opportunity_lifecycle;

const char *opportunity_state_name(Opportunity__State state);

/* Moves `opportunity->state` by `verb`. FAILED_PRECONDITION, reason WRONG_STATE; the state is then untouched. */
enum status opportunity_step(Opportunity *opportunity, const char *verb, struct error *error) MUST_CHECK;

/* May the customer's commitment be recorded? FAILED_PRECONDITION with reason PURCHASE_STAGE, NO_LINES or NO_PLAN. */
enum status opportunity_may_commit(const Opportunity *opportunity, int64_t lines, int64_t plans,
                                   struct error *error) MUST_CHECK;

/* A lost one may be opened again until `days` days after it was closed. FAILED_PRECONDITION, reason WINDOW_OVER. */
enum status opportunity_may_reopen(int64_t closed_at_us, int64_t now_us, int64_t days, struct error *error) MUST_CHECK;

/* Credit must sum to 10000 basis points, each user once. INVALID_ARGUMENT, field "shares". */
enum status credit_is_whole(CreditShare *const *shares, size_t n, struct error *error) MUST_CHECK;

#endif
