/* SPDX-License-Identifier: Apache-2.0
 * From counts to a funnel: conversions, dwell, the biggest leak, groups that convert badly. Pure.
 */
#ifndef INSIGHTS_FUNNEL_H
#define INSIGHTS_FUNNEL_H

#include "base/arena.h"
#include "dealspine/insights.pb-c.h"

enum { FUNNEL_STEPS = 7 };

struct funnel_counts { /* of one group of a cohort */
    const char *key;
    int64_t reached[FUNNEL_STEPS];
    int64_t dwell_s[FUNNEL_STEPS], dwelt[FUNNEL_STEPS]; /* from the step before; of how many leads */
    int64_t disqualified;
    int64_t response_s, responses, median_response_s; /* in business hours; of how many leads */
};

/* The funnel; against `baseline` (NULL: none) with its biggest leak. The arena's. */
Funnel *funnel_new(struct arena *arena, const struct funnel_counts *counts, const struct funnel_counts *baseline);

/* Marks `funnel` when it has `least` leads or more and won ÷ captured is below `percent` of what it is in `whole`. */
void funnel_judge(Funnel *funnel, const Funnel *whole, uint32_t percent, uint32_t least);

#endif
