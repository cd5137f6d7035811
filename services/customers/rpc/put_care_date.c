/* SPDX-License-Identifier: Apache-2.0 */
#include "caring.h"
#include "rooms.h"
#include "wire/pack.h"

enum { LEAD_DAYS = 7 };

static enum status check(struct call *call, const PutCareDateRequest *in)
{
    if (in->occasion == CARE_TASK__OCCASION__FESTIVAL || in->occasion == CARE_TASK__OCCASION__MILESTONE)
        return bad(call, "occasion", "must be BIRTHDAY, ANNIVERSARY or OTHER");
    return care_check_day(in->calendar, in->month, in->day, &call->error);
}

RPC(Customers, put_care_date, PutCareDateRequest, PutCareDateReply)
{
    struct held held;
    struct rows rows;
    TRY(check(call, in));
    TRY(hold_head(call, in->customer_id, &held));
    TRY(find_contact(call, in->contact_id));
    const char *token = care_token(in->calendar, in->month, in->day, call->arena);
    bind_text(call, "row_id", in->id ? in->id : new_id(call));
    bind_sealed(call, "day_sealed", &held.subject, "care_date", arena_printf(call->arena, "%02u-%02u", in->month, in->day));
    bind_text(call, "blind", seal_index_now(master(), "care_day", token, call->arena));
    bind_int(call, "lead", in->has_lead_days ? in->lead_days : LEAD_DAYS);
    bind_bool(call, "is_paused", in->has_paused && in->paused);
    TRY(sql_one(call, &SQL_put_care_date, "date of this customer", &rows));
    out->care_date = wire_new(call->arena, &care_date__descriptor);
    row_into(call, &rows, 0, out->care_date);
    tell_profile(call, &held, "care_dates");
    return care_soon(call);
}
