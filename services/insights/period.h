/* SPDX-License-Identifier: Apache-2.0
 * Days and time zones of a request. A period is from its first to its last day, both included.
 */
#ifndef INSIGHTS_PERIOD_H
#define INSIGHTS_PERIOD_H

#include "days.h"
#include "service/service.h"

enum { PERIOD_DAYS = 800 };

/* INVALID_ARGUMENT at `field` unless 1 to PERIOD_DAYS days long. */
enum status period_check(struct call *call, const char *field, const char *from, const char *until) MUST_CHECK;

/* Binds `zone`: the one asked for, or else the caller's own, or UTC. Gives it. */
const char *zone_bind(struct call *call, const char *asked);

#endif
