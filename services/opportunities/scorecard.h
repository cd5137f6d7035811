/* SPDX-License-Identifier: Apache-2.0
 * From the four factors (K14) to a grade (K13), by the definitions of OPP-04. Pure.
 */
#ifndef OPPORTUNITIES_SCORECARD_H
#define OPPORTUNITIES_SCORECARD_H

#include <stdbool.h>

#include "base/status.h"
#include "dealspine/opportunities.pb-c.h"

/* Whole days from the day of the wall clock `local_us` (zone.h) to `date`; false if `date` is NULL or no date. */
bool days_until(const char *date, int64_t local_us, int64_t *ret_days);

/* The first of `rules`, best grade first, whose conditions hold; the last one where none does.
 * `expected_close` may be NULL: then a rule with a limit of days does not hold. n is at least 1. */
const GradeDefinition *scorecard_grade(GradeDefinition *const *rules, size_t n, uint32_t total, bool strong_intent,
                                       bool clear_need, const char *expected_close, int64_t local_us);

/* An override must have a reason, and a reason an override. INVALID_ARGUMENT, field "override_reason". */
enum status scorecard_override(bool has_grade, const char *reason, struct error *error) MUST_CHECK;

#endif
