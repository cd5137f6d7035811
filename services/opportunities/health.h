/* SPDX-License-Identifier: Apache-2.0
 * How well a deal stands, with the reasons (OPP-13, OPP-15, OPP-27). Pure.
 */
#ifndef OPPORTUNITIES_HEALTH_H
#define OPPORTUNITIES_HEALTH_H

#include <stdbool.h>

#include "base/arena.h"
#include "dealspine/opportunities.pb-c.h"

/* What the judgement looks at; days are "YYYY-MM-DD" and may be NULL. */
struct health_facts {
    const char *today, *expected_close, *follow_up_due_on, *review_due_on;
    Blocker *const *blockers; /* cleared ones do not count */
    size_t n_blockers;
    int64_t missed_milestones; /* past and not reached */
    bool stalled, scored, planned, step_blocked;
};

/* 100 less the points of each reason, never below 0; GREEN from 80, AMBER from 50. The arena's. */
OpportunityHealth *health_judge(struct arena *arena, const struct health_facts *facts);

/* Does what is known of the customer's budget and way of deciding stand in the way (OPP-02)? The kind of blocker, or
 * NULL: BUDGET_GAP when the budget is below the amount, DECISION_COMPLEXITY from 4 on. */
const char *obstacle_of(int64_t amount_minor, int64_t budget_minor, uint32_t decision_complexity);

#endif
