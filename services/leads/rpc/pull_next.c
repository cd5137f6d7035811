/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "lead.h"
#include "rooms.h"
#include "wire/pack.h"

static const char *joined(struct call *call, const Lead *lead)
{
    struct text text;
    text_init(&text, call->arena);
    text_printf(&text, "priority %d", lead->priority);
    for (size_t i = 0; i < lead->n_priority_reasons; i++)
        text_printf(&text, "%s%s", i ? ", " : ": ", lead->priority_reasons[i]);
    return text.bytes;
}

static const char *reason_of(struct call *call, const Lead *lead)
{
    const char *why = joined(call, lead);
    if (lead->state != LEAD__STATE__ASSIGNED)
        return arena_printf(call->arena, "its next contact is due; %s", why);
    if (lead->sla_due_at && lead_us(lead->sla_due_at) < call->now_us)
        return arena_printf(call->arena, "its first contact is overdue; %s", why);
    return arena_printf(call->arena, "its first contact is open; %s", why);
}

static enum status nothing_due(struct call *call, PullNextReply *out)
{
    struct rows rows;
    char until[TIME_TEXT];
    TRY(sql_one(call, &SQL_next_due, "time", &rows));
    if (row_is_null(&rows, 0, "due_at")) {
        out->reason = "you have no open leads";
        return STATUS_OK;
    }
    time_format(row_time(&rows, 0, "due_at"), until);
    out->reason = arena_printf(call->arena, "nothing is due before %s", until);
    return STATUS_OK;
}

RPC(Leads, pull_next, PullNextRequest, PullNextReply)
{
    struct rows rows;
    TRY(sql(call, &SQL_find_next_lead, &rows));
    if (!rows.n)
        return nothing_due(call, out);
    out->lead = wire_new(call->arena, &lead__descriptor);
    row_into(call, &rows, 0, out->lead);
    out->reason = reason_of(call, out->lead);
    bind_text(call, "lead_id", out->lead->id);
    TRY(sql(call, &SQL_start_clock, &rows));
    out->lead->pulled_at = out->pulled_at = lead_time(call->arena, call->now_us);
    return STATUS_OK;
}
