/* SPDX-License-Identifier: Apache-2.0
 * Actual against target.
 */
#ifndef INSIGHTS_ATTAIN_H
#define INSIGHTS_ATTAIN_H

#include "dealspine/insights.pb-c.h"
#include "service/service.h"

/* What is counted, for whom, when. */
struct measure {
    InsightMetric__Code metric;
    const char *currency;         /* REVENUE: the one that is `actual`; NULL: none */
    const char *from, *until;     /* days */
    const char *zone;
    const char *team_path, *user_id; /* at most one; both NULL: all that may be seen */
    const char *scope, *viewer;   /* rows under this path, and the viewer's own; "" is all */
    const char *calendar;         /* NULL: the setting's */
};

/* For the whole node of a target, whoever asks. */
struct measure measure_of(const Target *target);

/* Actual, sums and working days; against `target` (NULL: none) gap, attainment and run rate. The call's. */
enum status attain(struct call *call, const struct measure *measure, const Target *target, Attainment **ret) MUST_CHECK;

/* Fills gap, attainment, run rate and risk from actual, working days and the target's value. Pure. */
void attain_judge(struct arena *arena, int64_t value, int64_t at_risk_percent, Attainment *attainment);

#endif
