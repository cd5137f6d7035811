/* SPDX-License-Identifier: Apache-2.0
 * A sales plan is specific, measurable, achievable, relevant and has a deadline, or it is refused (OPP-06 to OPP-08).
 * Pure.
 */
#ifndef OPPORTUNITIES_PLAN_H
#define OPPORTUNITIES_PLAN_H

#include <stdbool.h>

#include "base/status.h"
#include "dealspine/opportunities.pb-c.h"

/* INVALID_ARGUMENT naming the field that breaks a rule. `currency` is the opportunity's, `local_us` the wall clock
 * (zone.h). */
enum status plan_is_smart(const AgreePlanRequest *plan, const char *currency, int64_t local_us,
                          struct error *error) MUST_CHECK;

/* A plan that names no published target but the code of one that is kept elsewhere: only where the house keeps some there.
 * INVALID_ARGUMENT. */
enum status plan_may_name_code(bool targets_elsewhere, struct error *error) MUST_CHECK;

/* A published target that a plan names: that of a team, or of a person. */
struct team_target {
    const char *team_path, *user_id; /* one of them is NULL */
    bool is_over;
};

/* It must be of the opportunity's owner or of a team that he belongs to, and not be over. INVALID_ARGUMENT. */
enum status plan_serves(const struct team_target *target, const Opportunity *opportunity, struct error *error) MUST_CHECK;

#endif
