/* SPDX-License-Identifier: Apache-2.0
 * Calendar months. Pure.
 */
#ifndef AFTERSALES_MONTH_H
#define AFTERSALES_MONTH_H

#include <stdbool.h>

enum { DAY_TEXT = 11 }; /* "YYYY-MM-DD" */

/* The same day of the next month; where that has no such day, its last one: 2026-01-31 → 2026-02-28. False if `day` is
 * no calendar day, or the last month of the year 9999. */
bool month_after(const char *day, char ret_day[DAY_TEXT]);

#endif
