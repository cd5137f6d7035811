/* SPDX-License-Identifier: Apache-2.0
 * Comes back every few seconds and reports leads whose first contact is overdue, and to superiors those that stay so,
 * a page at a time.
 */
#include "lead.h"
#include "rooms.h"
#include "rules.h"
#include "wire/pack.h"
#include "work.h"

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

static void emit_escalated(struct call *call, const Lead *lead)
{
    LeadResponseSlaEscalated event = LEAD_RESPONSE_SLA_ESCALATED__INIT;
    event.lead_id = lead->id;
    event.owner_id = lead->owner_id;
    event.team_path = lead_team_of(call->arena, lead->owner_path);
    event.sla_due_at = lead->sla_due_at;
    event.has_grade = lead->has_grade, event.grade = lead->grade;
    emit(call, &event, "lead", lead->id, lead->owner_path);
}

static enum status mark(struct call *call, const struct statement *statement, ListLeadsReply **ret)
{
    struct rows rows;
    *ret = wire_new(call->arena, &list_leads_reply__descriptor);
    bind_int(call, "page", PAGE);
    TRY(sql(call, statement, &rows));
    rows_into(call, &rows, *ret, "leads");
    return STATUS_OK;
}

JOB(sla_breach, SlaBreachJob)
{
    const LeadRules *rules;
    ListLeadsReply *late, *very_late;
    TRY(rules_active(call, &rules));
    TRY(mark(call, &SQL_mark_breached, &late));
    for (size_t i = 0; i < late->n_leads; i++)
        emit_breached(call, late->leads[i]);
    bind_int(call, "escalate_minutes", rules->policy->escalate_minutes);
    work_bind(call, rules->policy);
    TRY(mark(call, &SQL_mark_escalated, &very_late));
    for (size_t i = 0; i < very_late->n_leads; i++)
        emit_escalated(call, very_late->leads[i]);
    bool more = late->n_leads == PAGE || very_late->n_leads == PAGE;
    return schedule(call, "sla_breach", "clock", call->now_us + (more ? 0 : EVERY_US), in);
}
