/* SPDX-License-Identifier: Apache-2.0
 * What stands in the way of a deal.
 */
#ifndef OPPORTUNITIES_BLOCKING_H
#define OPPORTUNITIES_BLOCKING_H

#include "held.h"

/* Keeps `wanted` (kind, severity, text, action, owner and day are set) for the held `opportunity` and emits
 * opportunity.blocker_raised. INVALID_ARGUMENT, field `day_field`, for a day that is past. The result is the call's. */
enum status blocker_raise(struct call *call, const Opportunity *opportunity, const Blocker *wanted,
                          const char *day_field, Blocker **ret_blocker) MUST_CHECK;

#endif
