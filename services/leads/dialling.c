/* SPDX-License-Identifier: Apache-2.0 */
#include "dialling.h"

#include "schema/rule.h"
#include "service/value.h"
#include "wire/pack.h"

enum status dialling_take(struct call *call, const char *id, const char *scope, const uint64_t *expected,
                          DialList **ret)
{
    struct rows rows;
    bind_text(call, "dial_list_id", id);
    bind_text(call, "scope", scope);
    TRY(sql_one(call, &SQL_lock_dial_list, "calling list", &rows));
    *ret = wire_new(call->arena, &dial_list__descriptor);
    row_into(call, &rows, 0, *ret);
    return version_expect("calling list", (*ret)->version, expected, &call->error);
}

enum status dialling_put(struct call *call, DialList *list)
{
    struct rows rows;
    bind_message(call, list);
    TRY(sql_one(call, &SQL_save_dial_list, "calling list", &rows));
    list->version++;
    return STATUS_OK;
}

enum status dialling_count(struct call *call, DialList *list)
{
    struct rows rows;
    bind_text(call, "dial_list_id", list->id);
    TRY(sql_one(call, &SQL_count_dial_entries, "calling list", &rows));
    list->progress = wire_new(call->arena, &dial_progress__descriptor);
    row_into(call, &rows, 0, list->progress);
    return STATUS_OK;
}

enum status dialling_finish(struct call *call, DialList *list)
{
    TRY(dial_step(list, "finish", &call->error));
    list->finished_at = time_message(call, call->now_us);
    TRY(dialling_put(call, list));
    DialListFinished event = DIAL_LIST_FINISHED__INIT;
    event.dial_list_id = list->id;
    event.has_leads = event.has_reached = event.has_attempts = true;
    event.leads = list->progress->total;
    event.reached = list->progress->reached;
    event.attempts = list->progress->attempts;
    emit(call, &event, "dial_list", list->id, list->team_path);
    return STATUS_OK;
}

enum status dialling_called(struct call *call, const char *lead_id, bool reached, bool do_not_call,
                            const char *disposition)
{
    struct rows rows;
    if (!lead_id)
        return STATUS_OK;
    bind_text(call, "lead_id", lead_id);
    bind_bool(call, "reached", reached);
    bind_bool(call, "do_not_call", do_not_call);
    bind_text(call, "disposition", disposition);
    return sql(call, &SQL_note_dial_outcome, &rows);
}
