/* SPDX-License-Identifier: Apache-2.0
 * Return visits that commands hold: planned one after the other, at the interval of the customer's tier (AFT-15).
 */
#ifndef AFTERSALES_VISITING_H
#define AFTERSALES_VISITING_H

#include "held.h"
#include "visit.h"

/* The first visit after a plan was completed: visit.planned, and a job. */
enum status visit_plan_first(struct call *call, const DeliveryPlan *plan) MUST_CHECK;

/* The one after `visit`; `ret_next` may be NULL. The call's. */
enum status visit_plan_next(struct call *call, const ReturnVisit *visit, ReturnVisit **ret_next) MUST_CHECK;

/* Locks the one of `id`, at version `expected` (NULL: any), moved by `verb` (NULL: not). Its words stay sealed. */
enum status visit_hold(struct call *call, const char *id, const uint64_t *expected, const char *verb,
                       ReturnVisit *ret_visit) MUST_CHECK;
enum status visit_save(struct call *call, ReturnVisit *visit) MUST_CHECK;

/* Saves one that has just been moved to REFUSED, and drops its jobs: visit.refused. */
enum status visit_refuse(struct call *call, ReturnVisit *visit, const char *reason) MUST_CHECK;

/* No visit for this plan any more: each is refused for `reason`. */
enum status visits_call_off(struct call *call, const char *plan_id, const char *reason) MUST_CHECK;

/* Copy for a reply, opened. */
enum status visit_answer(struct call *call, const ReturnVisit *visit, ReturnVisit **ret_visit) MUST_CHECK;

#endif
