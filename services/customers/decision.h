/* SPDX-License-Identifier: Apache-2.0
 * How a customer decides. CUS-19. Pure.
 */
#ifndef DECISION_H
#define DECISION_H

#include "base/status.h"
#include "dealspine/customers.pb-c.h"

/* INVALID_ARGUMENT unless each step's code and each person's role stands there once. */
enum status decision_check(const PutDecisionProfileRequest *in, struct error *error) MUST_CHECK;
/* Days from need to order: as said, or else the sum of the steps'. 0: nobody knows. */
uint32_t decision_cycle_days(const PutDecisionProfileRequest *in);

#endif
