/* SPDX-License-Identifier: Apache-2.0
 * Days begin where the deals are made (setting ZONE), not in Greenwich.
 */
#ifndef OPPORTUNITIES_ZONE_H
#define OPPORTUNITIES_ZONE_H

#include "calendar.h"
#include "service/service.h"

/* Binds zone, for statements that ask which day it is. */
void zone_bind(struct call *call);

/* The wall clock there, as if it were UTC: for rules that count days. Binds zone. */
enum status zone_now(struct call *call, int64_t *ret_local_us) MUST_CHECK;

/* Today there, "YYYY-MM-DD". Binds zone. */
enum status zone_today(struct call *call, char ret_day[DAY_TEXT]) MUST_CHECK;

#endif
