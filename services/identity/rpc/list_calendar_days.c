/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "base/clock.h"
#include "rooms.h"

enum { DEFAULT_DAYS = 365, MOST_DAYS = 800 };
#define DAY_US (INT64_C(86400) * 1000000)

static int64_t day_us(const char *day)
{
    char text[TIME_TEXT];
    int64_t us = 0;
    snprintf(text, sizeof text, "%sT00:00:00Z", day);
    return time_parse(text, &us) ? us : 0;
}

static const char *day_text(struct call *call, int64_t us)
{
    char text[TIME_TEXT];
    time_format(us, text);
    return arena_printf(call->arena, "%.10s", text);
}

static enum status bind_period(struct call *call, const ListCalendarDaysRequest *in)
{
    const char *from = in->from ? in->from : day_text(call, call->now_us);
    const char *until = in->until ? in->until : day_text(call, day_us(from) + DEFAULT_DAYS * DAY_US);
    int64_t days = (day_us(until) - day_us(from)) / DAY_US;
    if (days < 0 || days > MOST_DAYS)
        return bad(call, "until", "must lie 0 to %d days after `from`", MOST_DAYS);
    bind_text(call, "first_day", from);
    bind_text(call, "last_day", until);
    return STATUS_OK;
}

RPC(Identity, list_calendar_days, ListCalendarDaysRequest, ListCalendarDaysReply)
{
    struct rows rows;
    TRY(bind_period(call, in));
    TRY(sql(call, &SQL_list_calendar_days, &rows));
    rows_into(call, &rows, out, "days");
    TRY(sql_one(call, &SQL_count_working_days, "calendar", &rows));
    row_into(call, &rows, 0, out);
    return STATUS_OK;
}
