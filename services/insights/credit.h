/* SPDX-License-Identifier: Apache-2.0
 * Who gets which part of a deal's amount.
 */
#ifndef INSIGHTS_CREDIT_H
#define INSIGHTS_CREDIT_H

#include "dealspine/contracts.pb-c.h"
#include "service/service.h"

/* Binds users and shares: the credit split, or the owner with all of it. Shares sum to the amount. */
void credit_bind(struct call *call, const DealClosed *deal);

#endif
