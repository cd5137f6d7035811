/* SPDX-License-Identifier: Apache-2.0 */
#include "handling.h"

#include "rooms.h"
#include "schema/rule.h"
#include "vault.h"

enum status case_hold(struct call *call, const char *id, const uint64_t *expected, const char *verb, Case *ret_case)
{
    struct rows rows;
    case__init(ret_case);
    bind_text(call, "id", id);
    TRY(sql_one(call, &SQL_lock_case, "case", &rows));
    row_into(call, &rows, 0, ret_case);
    note(call, "case", ret_case->id);
    TRY(version_expect("case", ret_case->version, expected, &call->error));
    return verb ? case_move(ret_case, verb, &call->error) : STATUS_OK;
}

enum status case_save(struct call *call, Case *case_file)
{
    return row_save(call, &SQL_save_case, case_file, "case of this version", &case_file->version);
}

/* ---- clocks ------------------------------------------------------------------------------------------------------ */

static const char *clock_word(CaseClock__Name clock)
{
    return enum_word(&case_clock__name__descriptor, clock);
}

static const char *clock_dedupe(struct call *call, const Case *case_file, CaseClock__Name clock)
{
    return arena_printf(call->arena, "%s.%s", case_file->id, clock_word(clock));
}

static enum status clock_set(struct call *call, const Case *case_file, CaseClock__Name clock, int64_t due_us)
{
    struct rows rows;
    CaseClockJob job = CASE_CLOCK_JOB__INIT;
    bind_text(call, "id", case_file->id);
    bind_text(call, "clock", clock_word(clock));
    bind_time(call, "due_at", due_us);
    TRY(sql(call, &SQL_put_clock, &rows));
    job.case_id = case_file->id;
    job.has_clock = true;
    job.clock = clock;
    return schedule(call, "case_clock", clock_dedupe(call, case_file, clock), due_us, &job);
}

enum status clock_start(struct call *call, const Case *case_file, const SeverityClass *severity, CaseClock__Name clock)
{
    return clock_set(call, case_file, clock, call->now_us + (int64_t)clock_minutes(severity, clock) * MINUTE_US);
}

enum status clock_meet(struct call *call, const Case *case_file, CaseClock__Name clock)
{
    struct rows rows;
    bind_text(call, "id", case_file->id);
    bind_text(call, "clock", clock_word(clock));
    TRY(sql(call, &SQL_meet_clock, &rows));
    return unschedule(call, "case_clock", clock_dedupe(call, case_file, clock));
}

enum status clocks_halt(struct call *call, const Case *case_file)
{
    static const CaseClock__Name all[] = {CASE_CLOCK__NAME__ACK, CASE_CLOCK__NAME__FIRST_RESPONSE,
                                          CASE_CLOCK__NAME__RESOLVE};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        TRY(unschedule(call, "case_clock", clock_dedupe(call, case_file, all[i])));
    return STATUS_OK;
}

enum status clocks_read(struct call *call, const Case *case_file, CaseClock ***ret_clocks, size_t *ret_n)
{
    struct rows rows;
    GetCaseReply all = GET_CASE_REPLY__INIT;
    bind_text(call, "id", case_file->id);
    TRY(sql(call, &SQL_list_clocks, &rows));
    rows_into(call, &rows, &all, "clocks");
    *ret_clocks = all.clocks;
    *ret_n = all.n_clocks;
    return STATUS_OK;
}

enum status clocks_resume(struct call *call, const Case *case_file, int64_t since_us)
{
    CaseClock **clocks;
    size_t n;
    TRY(clocks_read(call, case_file, &clocks, &n));
    for (size_t i = 0; i < n; i++) {
        int64_t due_us = time_us(clocks[i]->due_at), later_us = clock_after_wait(due_us, since_us, call->now_us);
        if (!clocks[i]->met_at && later_us != due_us)
            TRY(clock_set(call, case_file, clocks[i]->name, later_us));
    }
    return STATUS_OK;
}

enum status severity_read(struct call *call, const Case *case_file, SeverityClass *ret_class)
{
    struct rows rows;
    severity_class__init(ret_class);
    bind_text(call, "severity", enum_word(&case__severity__descriptor, case_file->severity));
    TRY(sql_one(call, &SQL_get_severity, "severity class", &rows));
    row_into(call, &rows, 0, ret_class);
    return STATUS_OK;
}

/* ---- events ------------------------------------------------------------------------------------------------------ */

void case_escalate(struct call *call, Case *case_file, const char *cause)
{
    ComplaintEscalated event = COMPLAINT_ESCALATED__INIT;
    if (case_file->kind != CASE__KIND__COMPLAINT)
        return;
    case_file->has_escalations = true;
    case_file->escalations++;
    event.case_id = case_file->id;
    event.number = case_file->number;
    event.has_severity = event.has_level = true;
    event.severity = case_file->severity;
    event.level = case_file->escalations;
    event.cause = cause;
    event.customer_id = case_file->customer_id;
    event.handler_id = case_file->handler_id;
    event.owner_id = case_file->owner_id;
    emit(call, &event, "case", case_file->id, case_file->owner_path);
}

void case_emit_acknowledged(struct call *call, const Case *case_file)
{
    CaseAcknowledged event = CASE_ACKNOWLEDGED__INIT;
    event.case_id = case_file->id;
    event.number = case_file->number;
    event.customer_id = case_file->customer_id;
    event.owner_id = case_file->owner_id;
    emit(call, &event, "case", case_file->id, case_file->owner_path);
}

/* ---- replies ----------------------------------------------------------------------------------------------------- */

enum status case_answer(struct call *call, const Case *case_file, Case **ret_case)
{
    Case *copy = *ret_case = arena_memdup(call->arena, case_file, sizeof *case_file);
    TRY(vault_unseal(call, case_file->id, "text", &copy->text));
    TRY(vault_unseal(call, case_file->id, "finding", &copy->finding));
    TRY(vault_unseal(call, case_file->id, "proposal", &copy->proposal));
    return vault_unseal(call, case_file->id, "feedback", &copy->feedback);
}

enum status capa_answer(struct call *call, const PreventiveAction *action, PreventiveAction **ret_action)
{
    PreventiveAction *copy = *ret_action = arena_memdup(call->arena, action, sizeof *action);
    return vault_unseal(call, action->id, "measure", &copy->measure);
}

/* ---- preventive actions ------------------------------------------------------------------------------------------ */

enum status capa_hold(struct call *call, const char *id, const uint64_t *expected, const char *verb,
                      PreventiveAction *ret_action)
{
    struct rows rows;
    preventive_action__init(ret_action);
    bind_text(call, "id", id);
    TRY(sql_one(call, &SQL_lock_capa, "preventive action", &rows));
    row_into(call, &rows, 0, ret_action);
    TRY(version_expect("preventive action", ret_action->version, expected, &call->error));
    return capa_move(ret_action, verb, &call->error);
}

enum status capa_save(struct call *call, PreventiveAction *action)
{
    return row_save(call, &SQL_save_capa, action, "preventive action of this version", &action->version);
}
