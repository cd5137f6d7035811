/* SPDX-License-Identifier: Apache-2.0
 * Working days: Monday to Friday, but for the days that an administrator has set otherwise. Pure.
 */
#ifndef OPPORTUNITIES_CALENDAR_H
#define OPPORTUNITIES_CALENDAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dealspine/opportunities.pb-c.h"

enum { DAY_TEXT = 11 };

/* "YYYY-MM-DD" of the UTC day `days` after that of `us`. */
void calendar_day_text(int64_t us, int64_t days, char ret_day[DAY_TEXT]);

/* Is the day a working one? `exceptions` in any order. */
bool calendar_works(WorkingDay *const *exceptions, size_t n, const char *day);

/* The day that is the `working_days`th working day after the UTC day of `us`; 0 gives that day itself. A year without a
 * working day ends the search. */
void calendar_after(WorkingDay *const *exceptions, size_t n, int64_t us, uint32_t working_days,
                    char ret_day[DAY_TEXT]);

#endif
