/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "giving.h"
#include "rooms.h"
#include "rows.h"
#include "schema/rule.h"

static enum status check_days(struct call *call, const PutCalendarDaysRequest *in)
{
    for (size_t i = 0; i < in->n_days; i++)
        for (size_t k = 0; k < i; k++)
            if (strcmp(in->days[i]->day, in->days[k]->day) == 0)
                return bad(call, "days", "%s is there twice", in->days[i]->day);
    return STATUS_OK;
}

static void bind_days(struct call *call, const PutCalendarDaysRequest *in)
{
    const char **days = arena_alloc(call->arena, in->n_days * sizeof *days);
    const char **kinds = arena_alloc(call->arena, in->n_days * sizeof *kinds);
    const char **names = arena_alloc(call->arena, in->n_days * sizeof *names);
    for (size_t i = 0; i < in->n_days; i++) {
        days[i] = in->days[i]->day;
        kinds[i] = enum_word(&calendar_day__kind__descriptor, in->days[i]->kind);
        names[i] = in->days[i]->name ? in->days[i]->name : "";
    }
    bind_texts(call, "day_list", days, in->n_days);
    bind_texts(call, "kind_list", kinds, in->n_days);
    bind_texts(call, "name_list", names, in->n_days);
}

static const char **days_of(struct call *call, const PutCalendarDaysRequest *in, CalendarDay__Kind kind, size_t *ret_n)
{
    const char **days = arena_alloc(call->arena, in->n_days * sizeof *days);
    *ret_n = 0;
    for (size_t i = 0; i < in->n_days; i++)
        if (in->days[i]->kind == kind)
            days[(*ret_n)++] = in->days[i]->day;
    return days;
}

static void emit_changed(struct call *call, const PutCalendarDaysRequest *in, const struct rows *calendar)
{
    CalendarChanged event = CALENDAR_CHANGED__INIT;
    event.calendar = row_text(calendar, 0, "code");
    event.days_off = days_of(call, in, CALENDAR_DAY__KIND__OFF, &event.n_days_off);
    event.days_worked = days_of(call, in, CALENDAR_DAY__KIND__WORKED, &event.n_days_worked);
    event.days_usual = days_of(call, in, CALENDAR_DAY__KIND__USUAL, &event.n_days_usual);
    emit(call, &event, "calendar", row_text(calendar, 0, "id"), "/");
}

RPC(Identity, put_calendar_days, PutCalendarDaysRequest, PutCalendarDaysReply)
{
    struct rows calendar, rows;
    TRY(check_days(call, in));
    TRY(over_all(call));
    TRY(sql_one(call, &SQL_touch_calendar, "calendar", &calendar));
    bind_days(call, in);
    TRY(sql(call, &SQL_put_calendar_days, &rows));
    TRY(sql_one(call, &SQL_count_calendar_days, "calendar", &rows));
    row_into(call, &rows, 0, out);
    emit_changed(call, in, &calendar);
    return audit(call, "calendar.changed", "calendar", row_text(&calendar, 0, "code"), NULL);
}
