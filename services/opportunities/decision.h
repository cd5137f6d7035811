/* SPDX-License-Identifier: Apache-2.0
 * The customer's own decision, step by step (K16, OPP-14). Pure.
 */
#ifndef OPPORTUNITIES_DECISION_H
#define OPPORTUNITIES_DECISION_H

#include "base/lifecycle.h"
#include "dealspine/opportunities.pb-c.h"

extern const struct lifecycle decision_step_lifecycle;

/* May a step go from `from` to what the request says? FAILED_PRECONDITION, reason WRONG_STATE; INVALID_ARGUMENT for
 * PENDING, for BLOCKED without a blocker, for a day after the one of the wall clock `local_us` (zone.h). */
enum status decision_move(DecisionStep__State from, const SetDecisionStepRequest *in, int64_t local_us,
                          struct error *error) MUST_CHECK;

#endif
