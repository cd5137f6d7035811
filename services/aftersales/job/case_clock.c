/* SPDX-License-Identifier: Apache-2.0
 * A clock of a case has run out before what it waits for: it is breached, and a complaint is escalated.
 */
#include "handling.h"
#include "rooms.h"
#include "schema/rule.h"

static void emit_breached(struct call *call, const Case *case_file, CaseClock__Name clock, int64_t due_us)
{
    CaseSlaBreached event = CASE_SLA_BREACHED__INIT;
    event.case_id = case_file->id;
    event.number = case_file->number;
    event.has_kind = event.has_severity = event.has_clock = true;
    event.kind = case_file->kind;
    event.severity = case_file->severity;
    event.clock = clock;
    event.due_at = time_message(call, due_us);
    event.handler_id = case_file->handler_id;
    event.owner_id = case_file->owner_id;
    emit(call, &event, "case", case_file->id, case_file->owner_path);
}

JOB(case_clock, CaseClockJob)
{
    struct rows rows;
    Case case_file;
    const char *clock = enum_word(&case_clock__name__descriptor, in->clock);
    TRY(case_hold(call, in->case_id, NULL, NULL, &case_file));
    if (!case_clocks_run(&case_file))
        return STATUS_OK;
    bind_text(call, "clock", clock);
    TRY(sql(call, &SQL_breach_clock, &rows));
    if (rows.n == 0)
        return STATUS_OK;
    emit_breached(call, &case_file, in->clock, row_time(&rows, 0, "due_at"));
    case_escalate(call, &case_file, clock);
    return case_save(call, &case_file);
}
