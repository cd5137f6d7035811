/* SPDX-License-Identifier: Apache-2.0 */
#include "calendar.h"

#include <stdio.h>

#include "base/clock.h"

#define DAY_US (INT64_C(86400) * 1000000)

void calendar_day_text(int64_t us, int64_t days, char ret_day[DAY_TEXT])
{
    char text[TIME_TEXT];
    time_format(us + days * DAY_US, text);
    snprintf(ret_day, DAY_TEXT, "%.10s", text);
}
