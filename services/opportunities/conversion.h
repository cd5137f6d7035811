/* SPDX-License-Identifier: Apache-2.0
 * May a lead become this opportunity? Pure.
 */
#ifndef OPPORTUNITIES_CONVERSION_H
#define OPPORTUNITIES_CONVERSION_H

#include "dealspine/leads.pb-c.h"
#include "dealspine/opportunities.pb-c.h"

/* NULL if it may, else why not: CUSTOMER_UNKNOWN, OWNER_UNKNOWN, TARGET_UNKNOWN, TARGET_CLOSED or CUSTOMER_DIFFERS.
 * `target` is the opportunity of the id asked for, NULL if there is none yet. The one that this very lead had made
 * before (its answer came too late) may be had again in any state. */
const char *conversion_refusal(const LeadConversionRequested *asked, const Opportunity *target);

#endif
