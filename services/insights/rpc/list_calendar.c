/* SPDX-License-Identifier: Apache-2.0 */
#include "period.h"
#include "rooms.h"

RPC(Insights, list_calendar, ListCalendarRequest, ListCalendarReply)
{
    struct rows rows;
    TRY(period_check(call, "until", in->from, in->until));
    TRY(sql(call, &SQL_list_calendar_days, &rows));
    rows_into(call, &rows, out, "days");
    bind_text(call, "first_day", in->from);
    bind_text(call, "last_day", in->until);
    bind_text(call, "of_calendar", in->calendar);
    bind_text(call, "zone", "UTC");
    TRY(sql_one(call, &SQL_count_working_days, "calendar", &rows));
    out->has_working_days = true;
    out->working_days = (uint32_t)row_int(&rows, 0, "working_days");
    return STATUS_OK;
}
