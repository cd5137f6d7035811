/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "rooms.h"

static enum status check(struct call *call, const PutLeadHolidaysRequest *in)
{
    for (size_t i = 0; i < in->n_holidays; i++)
        for (size_t k = 0; k < i; k++)
            if (strcmp(in->holidays[i]->day, in->holidays[k]->day) == 0)
                return bad(call, "holidays", "%s is there twice", in->holidays[i]->day);
    return STATUS_OK;
}

static void bind_days(struct call *call, const PutLeadHolidaysRequest *in)
{
    const char **days = arena_alloc(call->arena, (in->n_holidays + 1) * sizeof *days);
    const char **names = arena_alloc(call->arena, (in->n_holidays + 1) * sizeof *names);
    const char **days_on = arena_alloc(call->arena, (in->n_holidays + 1) * sizeof *days_on);
    size_t n = 0, n_on = 0;
    for (size_t i = 0; i < in->n_holidays; i++) {
        const LeadHoliday *holiday = in->holidays[i];
        if (holiday->has_off && !holiday->off) {
            days_on[n_on++] = holiday->day;
            continue;
        }
        days[n] = holiday->day;
        names[n++] = holiday->name ? holiday->name : "";
    }
    bind_texts(call, "days", days, n);
    bind_texts(call, "names", names, n);
    bind_texts(call, "days_on", days_on, n_on);
}

RPC(Leads, put_lead_holidays, PutLeadHolidaysRequest, PutLeadHolidaysReply)
{
    struct rows rows;
    TRY(check(call, in));
    bind_days(call, in);
    TRY(sql(call, &SQL_put_holidays, &rows));
    TRY(sql_one(call, &SQL_count_holidays, "day", &rows));
    out->has_days_off = true, out->days_off = (uint32_t)row_int(&rows, 0, "days_off");
    return STATUS_OK;
}
