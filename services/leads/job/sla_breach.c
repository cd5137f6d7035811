/* SPDX-License-Identifier: Apache-2.0
 * Comes back every few seconds and reports leads whose first contact is overdue, a page at a time.
 */
#include "lead.h"
#include "rooms.h"
#include "wire/pack.h"

enum { PAGE = 100, EVERY_US = 10 * 1000000 };

static void emit_breached(struct call *call, const Lead *lead)
{
    LeadResponseSlaBreached event = LEAD_RESPONSE_SLA_BREACHED__INIT;
    event.lead_id = lead->id;
    event.owner_id = lead->owner_id;
    event.sla_due_at = lead->sla_due_at;
    event.has_grade = lead->has_grade, event.grade = lead->grade;
    emit(call, &event, "lead", lead->id, lead->owner_path);
}

JOB(sla_breach, SlaBreachJob)
{
    struct rows rows;
    ListLeadsReply *late = wire_new(call->arena, &list_leads_reply__descriptor);
    bind_int(call, "page", PAGE);
    TRY(sql(call, &SQL_mark_breached, &rows));
    rows_into(call, &rows, late, "leads");
    for (size_t i = 0; i < late->n_leads; i++)
        emit_breached(call, late->leads[i]);
    return schedule(call, "sla_breach", "clock", call->now_us + (late->n_leads == PAGE ? 0 : EVERY_US), in);
}
