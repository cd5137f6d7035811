/* SPDX-License-Identifier: Apache-2.0
 * Tells when targets are reached or at risk. Nothing is told of what a replay finds: an event at or below the position
 * where a rebuild began was acted on before.
 */
#ifndef INSIGHTS_WATCH_H
#define INSIGHTS_WATCH_H

#include "dealspine/insights.pb-c.h"
#include "service/service.h"

/* The deal was closed: its targets that are reached now. Event handlers only, after fact_bind(). */
enum status watch_deal(struct call *call, const char *contract_id) MUST_CHECK;

/* The deal was reversed: its targets that are reached no more may be reached again. As above. */
enum status watch_reversal(struct call *call, const char *contract_id) MUST_CHECK;

/* Tells it when a target that was published or revised just now is reached already. Not while rebuilding: then a later
 * deal, or the job, will. */
enum status watch_target(struct call *call, Target *target) MUST_CHECK;

/* Marks `target` as reached and tells it; `contract_id` may be NULL. */
enum status watch_achieve(struct call *call, Target *target, int64_t actual, const char *contract_id) MUST_CHECK;

#endif
