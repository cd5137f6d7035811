/* SPDX-License-Identifier: Apache-2.0
 * What customers bring in: their tiers and the ranking of key accounts follow it. CUS-25, CUS-26.
 */
#ifndef REVENUE_H
#define REVENUE_H

#include "service/service.h"

/* Deals that closed later count. */
int64_t revenue_since_us(const struct call *call);
/* A deal of this record closed or was reversed: the tier follows at once, the ranking within moments. */
enum status revenue_changed(struct call *call, const char *record_id) MUST_CHECK;
/* Has the ranking made soon; however many ask, it is made every few seconds at most. */
enum status revenue_rank_soon(struct call *call) MUST_CHECK;

#endif
