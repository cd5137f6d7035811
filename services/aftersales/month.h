/* SPDX-License-Identifier: Apache-2.0
 * Calendar months. Pure.
 */
#ifndef AFTERSALES_MONTH_H
#define AFTERSALES_MONTH_H

#include <stdbool.h>

enum { DAY_TEXT = 11 }; /* "YYYY-MM-DD" */

/* The same day `months` later, 1 or more; where that month has no such day, its last one: 2026-01-31 and one month give
 * 2026-02-28. False if `day` is no calendar day, or the years 0001 to 9999 end before. */
bool months_after(const char *day, unsigned months, char ret_day[DAY_TEXT]);

#endif
