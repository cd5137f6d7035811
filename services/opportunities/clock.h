/* SPDX-License-Identifier: Apache-2.0
 * The clocks that a stage and a grade set: when a deal counts as stalled, when the next contact and review are due.
 */
#ifndef OPPORTUNITIES_CLOCK_H
#define OPPORTUNITIES_CLOCK_H

#include "dealspine/opportunities.pb-c.h"
#include "service/service.h"

struct clocks {
    uint32_t stall_days, cadence_days, review_days; /* working days */
};

/* What stage and grade of `opportunity` say. */
enum status clocks_read(struct call *call, const Opportunity *opportunity, struct clocks *ret_clocks) MUST_CHECK;

/* The `working_days`th working day after the day of `from_us` (zone.h), by the organisation's calendar; the call's. */
enum status clock_day(struct call *call, int64_t from_us, uint32_t working_days, const char **ret_day) MUST_CHECK;

/* Sets the day after which it is stalled, from its last activity or move, and forgets that it was when that day is not
 * past. Its version stays: nobody who edits it is concerned. */
enum status stall_restart(struct call *call, Opportunity *opportunity) MUST_CHECK;

#endif
