/* SPDX-License-Identifier: Apache-2.0 */
#include "days.h"

#include <stdlib.h>

/* Years begin in March, so that the leap day is the last of one; days are counted in eras of 400 years. */
int64_t day_number(const char *day)
{
    int64_t y = strtol(day, NULL, 10), m = strtol(day + 5, NULL, 10), d = strtol(day + 8, NULL, 10);
    y -= m <= 2;
    int64_t era = y / 400, of_era = y % 400, of_year = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

int64_t period_days(const char *from, const char *until)
{
    return day_number(until) - day_number(from) + 1;
}
