/* SPDX-License-Identifier: Apache-2.0
 * Days as text. Pure.
 */
#ifndef OPPORTUNITIES_CALENDAR_H
#define OPPORTUNITIES_CALENDAR_H

#include <stdint.h>

enum { DAY_TEXT = 11 };

/* "YYYY-MM-DD" of the day `days` after that of `us`, a wall clock as if it were UTC (zone.h). */
void calendar_day_text(int64_t us, int64_t days, char ret_day[DAY_TEXT]);

#endif
