/* SPDX-License-Identifier: Apache-2.0 */
#include "month.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"

static int days_of(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[month - 1];
}

bool months_after(const char *day, unsigned months, char ret_day[DAY_TEXT])
{
    if (!date_is_valid(day))
        return false;
    unsigned count = (unsigned)atoi(day + 5) - 1 + months;
    int year = atoi(day) + (int)(count / 12), month = (int)(count % 12) + 1, date = atoi(day + 8);
    if (months > 9999 * 12 || year > 9999)
        return false;
    int last = days_of(year, month);
    char room[40];
    snprintf(room, sizeof room, "%04d-%02d-%02d", year, month, date < last ? date : last);
    snprintf(ret_day, DAY_TEXT, "%.10s", room);
    return true;
}
