/* SPDX-License-Identifier: Apache-2.0
 * The lifecycle of targets, and what may be a part of what. Pure.
 */
#ifndef INSIGHTS_TARGET_H
#define INSIGHTS_TARGET_H

#include <stdbool.h>

#include "base/lifecycle.h"
#include "dealspine/insights.pb-c.h"

extern const struct lifecycle target_lifecycle;

/* Moves `target` by `verb`. FAILED_PRECONDITION WRONG_STATE. */
enum status target_step(Target *target, const char *verb, struct error *error) MUST_CHECK;

/* A part has the whole's metric, currency and time zone; its days lie in the whole's, and its node is the whole's own
 * or below. FAILED_PRECONDITION NOT_A_PART with what is different. */
enum status target_is_part(const Target *whole, const Target *part, struct error *error) MUST_CHECK;

/* "DIALS"; "REVENUE" is the one in money. */
const char *metric_name(InsightMetric__Code code);

#endif
