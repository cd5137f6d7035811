/* SPDX-License-Identifier: Apache-2.0 */
#include "held.h"

#include "month.h"
#include "rooms.h"
#include "settings.h"

enum status row_save(struct call *call, const struct statement *statement, const void *message, const char *noun,
                     uint64_t *ret_version)
{
    struct rows rows;
    bind_message(call, message);
    TRY(sql_one(call, statement, noun, &rows));
    *ret_version = (uint64_t)row_int(&rows, 0, "version");
    return STATUS_OK;
}

enum status day_read(struct call *call, const char *day, const char **ret_today, int64_t *ret_over_us)
{
    struct rows rows;
    bind_text(call, "zone", aftersales_settings.zone);
    bind_text(call, "day", day);
    TRY(sql_one(call, &SQL_get_day, "day", &rows));
    *ret_today = row_text(&rows, 0, "today");
    *ret_over_us = row_time(&rows, 0, "over_at");
    return STATUS_OK;
}

enum status day_after(struct call *call, const char *day, int64_t days, const char **ret_day)
{
    struct rows rows;
    bind_text(call, "day", day);
    bind_int(call, "days", days);
    TRY(sql_one(call, &SQL_get_day_after, "day", &rows));
    *ret_day = row_text(&rows, 0, "day");
    return STATUS_OK;
}

enum status months_from_now(struct call *call, unsigned months, int64_t *ret_due_us)
{
    struct rows rows;
    const char *today;
    int64_t over_us;
    char *day = arena_alloc(call->arena, DAY_TEXT);
    TRY(day_read(call, NULL, &today, &over_us));
    if (!months_after(today, months, day))
        return fail(call, STATUS_INTERNAL, "no day is that long after %s", today);
    bind_text(call, "day", day);
    TRY(sql_one(call, &SQL_get_moment, "moment", &rows));
    *ret_due_us = row_time(&rows, 0, "moment");
    return STATUS_OK;
}

int64_t days_us(int64_t days)
{
    return days * 86400 * 1000000;
}
