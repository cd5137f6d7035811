/* SPDX-License-Identifier: Apache-2.0
 * An opportunity that had ended is worked on again.
 */
#ifndef OPPORTUNITIES_REOPENING_H
#define OPPORTUNITIES_REOPENING_H

#include "held.h"

/* Saves one that has just been moved to OPEN: in its old stage, with that stage's probability, its outcome cleared; and
 * emits opportunity.reopened. `contract_id` is that of the voided contract, else NULL. */
enum status opportunity_reopen(struct call *call, Opportunity *opportunity, const char *reason,
                               const char *contract_id) MUST_CHECK;

#endif
