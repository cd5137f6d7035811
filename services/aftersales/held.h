/* SPDX-License-Identifier: Apache-2.0
 * What commands on every noun need: rows by version, days of the zone.
 */
#ifndef AFTERSALES_HELD_H
#define AFTERSALES_HELD_H

#include "service/service.h"
#include "service/value.h"

/* Writes `message` back by a statement that asks for its present version; `ret_version` gets the next one. Its fields
 * are bound afterwards. */
enum status row_save(struct call *call, const struct statement *statement, const void *message, const char *noun,
                     uint64_t *ret_version) MUST_CHECK;

/* Today in the setting ZONE, the call's; and when `day` (NULL: none) is over there. */
enum status day_read(struct call *call, const char *day, const char **ret_today, int64_t *ret_over_us) MUST_CHECK;

/* The day `days` after `day`, the call's. */
enum status day_after(struct call *call, const char *day, int64_t days, const char **ret_day) MUST_CHECK;

/* Calendar months from now in the setting ZONE, 1 or more: same time of day, on the day of months_after(). */
enum status months_from_now(struct call *call, unsigned months, int64_t *ret_due_us) MUST_CHECK;

enum { MINUTE_US = 60 * 1000000 };
int64_t days_us(int64_t days);

#endif
