/* SPDX-License-Identifier: Apache-2.0 */
#include "clock.h"

#include "rooms.h"
#include "schema/rule.h"
#include "service/value.h"
#include "zone.h"

enum status clocks_read(struct call *call, const Opportunity *opportunity, struct clocks *ret_clocks)
{
    struct rows rows;
    bind_text(call, "clock_stage", opportunity->stage);
    bind_text(call, "clock_grade",
              opportunity->has_grade ? enum_word(&opportunity__grade__descriptor, opportunity->grade) : NULL);
    TRY(sql_one(call, &SQL_get_limits, "grade", &rows));
    ret_clocks->stall_days = (uint32_t)row_int(&rows, 0, "stall_days");
    ret_clocks->cadence_days = (uint32_t)row_int(&rows, 0, "cadence_days");
    ret_clocks->review_days = (uint32_t)row_int(&rows, 0, "review_days");
    return STATUS_OK;
}

enum status clock_day(struct call *call, int64_t from_us, uint32_t working_days, const char **ret_day)
{
    struct rows rows;
    zone_bind(call);
    bind_time(call, "clock_from", from_us);
    bind_int(call, "clock_days", working_days);
    TRY(sql_one(call, &SQL_get_clock_day, "day", &rows));
    *ret_day = row_text(&rows, 0, "day");
    return STATUS_OK;
}

enum status stall_restart(struct call *call, Opportunity *opportunity)
{
    struct rows rows;
    struct clocks clocks;
    int64_t activity_us = time_us(opportunity->last_activity_at), since_us = time_us(opportunity->stage_since);
    if (activity_us > since_us)
        since_us = activity_us;
    TRY(clocks_read(call, opportunity, &clocks));
    TRY(clock_day(call, since_us, clocks.stall_days, &opportunity->stall_due_on));
    bind_text(call, "clock_id", opportunity->id);
    bind_text(call, "clock_due", opportunity->stall_due_on);
    if (opportunity->last_activity_at)
        bind_time(call, "last_activity_at", activity_us);
    else
        bind_text(call, "last_activity_at", NULL);
    TRY(sql_one(call, &SQL_set_clock, "opportunity", &rows));
    if (row_is_null(&rows, 0, "stalled_at"))
        opportunity->stalled_at = NULL;
    return STATUS_OK;
}
