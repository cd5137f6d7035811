/* SPDX-License-Identifier: Apache-2.0
 * Business hours: how the clock of the first response goes (LEA-12), by the hours of LeadPolicy on working days.
 */
#ifndef LEADS_WORK_H
#define LEADS_WORK_H

#include "service/service.h"

#include "dealspine/leads.pb-c.h"

/* Microseconds of the moment `minutes` of business hours from now. */
enum status work_deadline(struct call *call, const LeadPolicy *policy, uint32_t minutes, int64_t *ret_us) MUST_CHECK;

/* Seconds of business hours between two moments; 0 where the second is the earlier one. */
enum status work_seconds(struct call *call, const LeadPolicy *policy, int64_t from_us, int64_t until_us,
                         int64_t *ret_s) MUST_CHECK;

/* Binds :work_from_minute and :work_until_minute, NULL for every minute, and :work_zone. */
void work_bind(struct call *call, const LeadPolicy *policy);

#endif
