/* SPDX-License-Identifier: Apache-2.0 */
#include "clock.h"

#include <string.h>

#include "rooms.h"
#include "schema/rule.h"
#include "service/value.h"

enum status clocks_read(struct call *call, const Opportunity *opportunity, int64_t from_us, struct clocks *ret_clocks)
{
    struct rows rows;
    *ret_clocks = (struct clocks){.calendar = SET_CALENDAR_DAYS_REQUEST__INIT};
    bind_text(call, "clock_stage", opportunity->stage);
    bind_text(call, "clock_grade",
              opportunity->has_grade ? enum_word(&opportunity__grade__descriptor, opportunity->grade) : NULL);
    TRY(sql_one(call, &SQL_get_limits, "grade", &rows));
    ret_clocks->stall_days = (uint32_t)row_int(&rows, 0, "stall_days");
    ret_clocks->cadence_days = (uint32_t)row_int(&rows, 0, "cadence_days");
    ret_clocks->review_days = (uint32_t)row_int(&rows, 0, "review_days");
    bind_time(call, "calendar_from", from_us);
    TRY(sql(call, &SQL_list_calendar_days, &rows));
    rows_into(call, &rows, &ret_clocks->calendar, "days");
    return STATUS_OK;
}

const char *clock_day(struct call *call, const struct clocks *clocks, int64_t from_us, uint32_t working_days)
{
    char *day = arena_alloc(call->arena, DAY_TEXT);
    calendar_after(clocks->calendar.days, clocks->calendar.n_days, from_us, working_days, day);
    return day;
}

enum status stall_restart(struct call *call, Opportunity *opportunity)
{
    struct rows rows;
    struct clocks clocks;
    int64_t activity_us = time_us(opportunity->last_activity_at), since_us = time_us(opportunity->stage_since);
    if (activity_us > since_us)
        since_us = activity_us;
    TRY(clocks_read(call, opportunity, since_us, &clocks));
    opportunity->stall_due_on = clock_day(call, &clocks, since_us, clocks.stall_days);
    bind_text(call, "clock_id", opportunity->id);
    bind_text(call, "clock_due", opportunity->stall_due_on);
    if (opportunity->last_activity_at)
        bind_time(call, "last_activity_at", activity_us);
    else
        bind_text(call, "last_activity_at", NULL);
    TRY(sql_one(call, &SQL_set_clock, "opportunity", &rows));
    char today[DAY_TEXT];
    calendar_day_text(call->now_us, 0, today);
    if (strcmp(opportunity->stall_due_on, today) >= 0)
        opportunity->stalled_at = NULL;
    return STATUS_OK;
}
