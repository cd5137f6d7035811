/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"

RPC(Insights, load_calendar, LoadCalendarRequest, LoadCalendarReply)
{
    struct rows rows;
    const char **days = arena_alloc(call->arena, in->n_days * sizeof *days);
    const char **working = arena_alloc(call->arena, in->n_days * sizeof *working);
    const char **names = arena_alloc(call->arena, in->n_days * sizeof *names);
    for (size_t i = 0; i < in->n_days; i++) {
        days[i] = in->days[i]->day;
        working[i] = in->days[i]->working ? "t" : "f";
        names[i] = in->days[i]->name ? in->days[i]->name : "";
    }
    bind_texts(call, "day_list", days, in->n_days);
    bind_texts(call, "working_list", working, in->n_days);
    bind_texts(call, "name_list", names, in->n_days);
    TRY(sql(call, &SQL_put_calendar_days, &rows));
    TRY(sql_one(call, &SQL_count_calendar_days, "calendar", &rows));
    row_into(call, &rows, 0, out);
    return STATUS_OK;
}
