/* SPDX-License-Identifier: Apache-2.0 */
#include "calendar.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"

#define DAY_US (INT64_C(86400) * 1000000)

enum { THURSDAY = 4, SATURDAY = 6, WEEK = 7, LONGEST_GAP = 366 };

void calendar_day_text(int64_t us, int64_t days, char ret_day[DAY_TEXT])
{
    char text[TIME_TEXT];
    time_format(us + days * DAY_US, text);
    snprintf(ret_day, DAY_TEXT, "%.10s", text);
}

static int64_t day_number(const char *day)
{
    char text[TIME_TEXT];
    int64_t us = 0;
    snprintf(text, sizeof text, "%.10sT00:00:00Z", day);
    if (!time_parse(text, &us))
        return 0;
    return us / DAY_US - (us % DAY_US < 0);
}

bool calendar_works(WorkingDay *const *exceptions, size_t n, const char *day)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(exceptions[i]->day, day) == 0)
            return exceptions[i]->working;
    int64_t weekday = ((day_number(day) + THURSDAY) % WEEK + WEEK) % WEEK; /* 1970-01-01 was a Thursday; 0 is Sunday */
    return weekday != 0 && weekday != SATURDAY;
}

void calendar_after(WorkingDay *const *exceptions, size_t n, int64_t us, uint32_t working_days,
                    char ret_day[DAY_TEXT])
{
    int64_t day = 0, last_worked = 0;
    calendar_day_text(us, 0, ret_day);
    while (working_days > 0 && day - last_worked < LONGEST_GAP) {
        calendar_day_text(us, ++day, ret_day);
        if (!calendar_works(exceptions, n, ret_day))
            continue;
        last_worked = day;
        working_days--;
    }
}
