/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"

RPC(Opportunities, set_calendar_days, SetCalendarDaysRequest, SetCalendarDaysReply)
{
    struct rows rows;
    const char **days = arena_alloc(call->arena, in->n_days * sizeof *days);
    const char **working = arena_alloc(call->arena, in->n_days * sizeof *working);
    for (size_t i = 0; i < in->n_days; i++) {
        days[i] = in->days[i]->day;
        working[i] = in->days[i]->working ? "true" : "false";
    }
    bind_texts(call, "days", days, in->n_days);
    bind_texts(call, "working", working, in->n_days);
    TRY(sql(call, &SQL_put_calendar_days, &rows));
    out->has_days = true;
    out->days = (uint32_t)rows.n;
    return STATUS_OK;
}
