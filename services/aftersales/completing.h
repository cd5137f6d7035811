/* SPDX-License-Identifier: Apache-2.0
 * Nothing of a plan is outstanding any more.
 */
#ifndef AFTERSALES_COMPLETING_H
#define AFTERSALES_COMPLETING_H

#include "asking.h"
#include "delivery.h"

/* Moves the plan to COMPLETED, for the caller to save. `ret_again`: it was complete before the contract was amended. */
enum status delivery_complete(struct call *call, DeliveryPlan *plan, bool *ret_again) MUST_CHECK;

/* Then: delivery.completed, in a month the customer is asked (AFT-09; `ret_survey` may be NULL), and, unless he is already
 * (`again`), visited from then on. */
enum status delivery_completed(struct call *call, const DeliveryPlan *plan, bool again, Survey **ret_survey) MUST_CHECK;

#endif
