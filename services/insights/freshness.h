/* SPDX-License-Identifier: Apache-2.0
 * How far the logs had been taken in when figures were read.
 */
#ifndef INSIGHTS_FRESHNESS_H
#define INSIGHTS_FRESHNESS_H

#include "dealspine/insights.pb-c.h"
#include "service/service.h"

/* Before the figures: they are at least as fresh as this. The call's. */
enum status freshness_open(struct call *call, InsightFreshness **ret) MUST_CHECK;

/* After them: were the projections dropped meanwhile, `ret` says so. */
enum status freshness_close(struct call *call, InsightFreshness **ret) MUST_CHECK;

#endif
