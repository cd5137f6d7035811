/* SPDX-License-Identifier: Apache-2.0
 * Follow-up plans as handlers use them (LEA-17), and the step proposed after a follow-up (LEA-19).
 */
#ifndef LEADS_STEPS_H
#define LEADS_STEPS_H

#include "cadence.h"
#include "store.h"

/* The earliest open step of the lead's ACTIVE plan; NULL: no plan decides. */
enum status steps_next(struct call *call, const char *lead_id, const char **ret_plan_id,
                       FollowUpStep **ret_step) MUST_CHECK;

/* A contact took place at `at_us`: does the earliest step that is due within a day of it. Then as steps_next(); emits
 * follow_up_plan.completed with the last one. */
enum status steps_met(struct call *call, const Lead *lead, const char *ref_id, int64_t at_us,
                      FollowUpStep **ret_step) MUST_CHECK;

/* Next contact and channel of the lead by the cadence rules, counted from `from_us`. */
enum status steps_by_cadence(struct call *call, const LeadRules *rules, const struct facts *facts, int64_t from_us,
                             Lead *lead) MUST_CHECK;

#endif
