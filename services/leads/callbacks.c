/* SPDX-License-Identifier: Apache-2.0 */
#include "callbacks.h"

#include "lead.h"
#include "schema/rule.h"
#include "service/value.h"
#include "wire/pack.h"

enum status callback_take(struct call *call, const char *callback_id, const char *scope, const uint64_t *expected,
                          Callback **ret)
{
    struct rows rows;
    bind_text(call, "callback_id", callback_id);
    bind_text(call, "scope", scope);
    TRY(sql_one(call, &SQL_lock_callback, "callback", &rows));
    *ret = wire_new(call->arena, &callback__descriptor);
    row_into(call, &rows, 0, *ret);
    return version_expect("callback", (*ret)->version, expected, &call->error);
}

enum status callback_set_clock(struct call *call, const Callback *callback)
{
    CallbackClockJob job = CALLBACK_CLOCK_JOB__INIT;
    job.callback_id = callback->id;
    if (callback->state == CALLBACK__STATE__SCHEDULED)
        return schedule(call, "callback_clock", callback->id, lead_us(callback->remind_at), &job);
    if (callback->state == CALLBACK__STATE__DUE)
        return schedule(call, "callback_clock", callback->id, lead_us(callback->overdue_at), &job);
    return unschedule(call, "callback_clock", callback->id);
}

enum status callback_put(struct call *call, Callback *callback)
{
    struct rows rows;
    bind_message(call, callback);
    TRY(sql_one(call, &SQL_save_callback, "callback", &rows));
    callback->version++;
    return callback_set_clock(call, callback);
}

enum status callback_finish(struct call *call, Callback *callback, const char *done_by, const char *call_id)
{
    TRY(promise_step(callback, "finish", &call->error));
    callback->done_at = time_message(call, call->now_us);
    callback->done_by = done_by;
    callback->call_id = call_id;
    TRY(callback_put(call, callback));
    CallbackDone event = CALLBACK_DONE__INIT;
    event.callback_id = callback->id;
    event.lead_id = callback->lead_id;
    event.done_by = done_by;
    event.call_id = call_id;
    event.has_late = true, event.late = call->now_us > lead_us(callback->overdue_at);
    emit(call, &event, "callback", callback->id, callback->owner_path);
    return STATUS_OK;
}

enum status callbacks_met(struct call *call, const char *lead_id, const char *agent_id, const char *call_id)
{
    struct rows rows;
    ListCallbacksReply *near = wire_new(call->arena, &list_callbacks_reply__descriptor);
    if (!lead_id)
        return STATUS_OK;
    bind_text(call, "lead_id", lead_id);
    TRY(sql(call, &SQL_lock_near_callbacks, &rows));
    rows_into(call, &rows, near, "callbacks");
    for (size_t i = 0; i < near->n_callbacks; i++)
        TRY(callback_finish(call, near->callbacks[i], agent_id, call_id));
    return STATUS_OK;
}
