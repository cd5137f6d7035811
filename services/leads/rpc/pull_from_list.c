/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>

#include "base/clock.h"
#include "claiming.h"
#include "dialling.h"
#include "wire/pack.h"

static enum status find_list(struct call *call, DialList **ret)
{
    struct rows rows;
    TRY(sql_one(call, &SQL_find_dial_list, "calling list of your team", &rows));
    *ret = wire_new(call->arena, &dial_list__descriptor);
    row_into(call, &rows, 0, *ret);
    if ((*ret)->state != DIAL_LIST__STATE__RUNNING)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "NOT_RUNNING", "this list is not being called at present");
    return STATUS_OK;
}

/* Nobody is left, or nobody now. */
static enum status nobody(struct call *call, DialList *list, PullFromListReply *out)
{
    struct rows rows;
    char until[TIME_TEXT];
    TRY(dialling_count(call, list));
    if (dial_is_done(list->progress)) {
        out->reason = "everybody on the list was called";
        TRY(dialling_take(call, list->id, "", NULL, &list));
        if (list->state != DIAL_LIST__STATE__RUNNING)
            return STATUS_OK;
        TRY(dialling_count(call, list));
        return dialling_finish(call, list);
    }
    bind_text(call, "dial_list_id", list->id);
    TRY(sql_one(call, &SQL_next_dial_at, "time", &rows));
    time_format(row_time(&rows, 0, "due_at"), until);
    out->reason = arena_printf(call->arena, "nobody is to be called before %s", until);
    return STATUS_OK;
}

RPC(Leads, pull_from_list, PullFromListRequest, PullFromListReply)
{
    struct rows agent, rows;
    struct held held;
    DialList *list;
    TRY(find_list(call, &list));
    TRY(claim_lock_caller(call, &agent));
    bind_text(call, "dial_list_id", list->id);
    TRY(sql(call, &SQL_drop_closed_entries, &rows));
    bind_text(call, "dial_list_id", list->id);
    TRY(sql(call, &SQL_hold_dial_entry, &rows));
    if (!rows.n)
        return nobody(call, list, out);
    out->has_attempt = true, out->attempt = (uint32_t)row_int(&rows, 0, "attempts") + 1;
    TRY(store_find(call, row_text(&rows, 0, "lead_id"), &held));
    TRY(claim_to_ring(call, &agent, "dial-list", "called from a calling list", &held));
    bind_text(call, "lead_id", held.lead->id);
    TRY(sql(call, &SQL_start_clock, &rows));
    out->lead = held.lead;
    out->reason = arena_printf(call->arena, "attempt %" PRIu32 " of %" PRIu32 " from the list", out->attempt,
                               list->max_attempts);
    return STATUS_OK;
}
