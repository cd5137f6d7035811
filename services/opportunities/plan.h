/* SPDX-License-Identifier: Apache-2.0
 * A sales plan is specific, measurable, achievable, relevant and has a deadline, or it is refused (OPP-06 to OPP-08).
 * Pure.
 */
#ifndef OPPORTUNITIES_PLAN_H
#define OPPORTUNITIES_PLAN_H

#include "base/status.h"
#include "dealspine/opportunities.pb-c.h"

/* INVALID_ARGUMENT naming the field that breaks a rule. `currency` is the opportunity's. */
enum status plan_is_smart(const AgreePlanRequest *plan, const char *currency, int64_t now_us,
                          struct error *error) MUST_CHECK;

#endif
