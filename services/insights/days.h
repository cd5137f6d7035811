/* SPDX-License-Identifier: Apache-2.0
 * Counting days. Pure.
 */
#ifndef INSIGHTS_DAYS_H
#define INSIGHTS_DAYS_H

#include <stdint.h>

/* Days since 1970-01-01 of a valid YYYY-MM-DD, in the Gregorian calendar. */
int64_t day_number(const char *day);

/* Days of a period; 0 or less where `until` is before `from`. */
int64_t period_days(const char *from, const char *until);

#endif
