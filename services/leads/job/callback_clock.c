/* SPDX-License-Identifier: Apache-2.0
 * The time of a promise comes near, or is over.
 */
#include "callbacks.h"
#include "lead.h"
#include "wire/pack.h"

static enum status remind(struct call *call, Callback *callback)
{
    TRY(promise_step(callback, "remind", &call->error));
    TRY(callback_put(call, callback));
    CallbackDue event = CALLBACK_DUE__INIT;
    event.callback_id = callback->id;
    event.lead_id = callback->lead_id;
    event.customer_id = callback->customer_id;
    event.owner_id = callback->owner_id;
    event.owner_path = callback->owner_path;
    event.promised_at = callback->promised_at;
    emit(call, &event, "callback", callback->id, callback->owner_path);
    return STATUS_OK;
}

static enum status miss(struct call *call, Callback *callback)
{
    TRY(promise_step(callback, "miss", &call->error));
    TRY(callback_put(call, callback));
    CallbackMissed event = CALLBACK_MISSED__INIT;
    event.callback_id = callback->id;
    event.lead_id = callback->lead_id;
    event.customer_id = callback->customer_id;
    event.owner_id = callback->owner_id;
    event.owner_path = callback->owner_path;
    event.promised_at = callback->promised_at;
    emit(call, &event, "callback", callback->id, callback->owner_path);
    return STATUS_OK;
}

JOB(callback_clock, CallbackClockJob)
{
    struct rows rows;
    TRY(sql(call, &SQL_find_callback, &rows));
    if (!rows.n)
        return STATUS_OK;
    Callback *callback = wire_new(call->arena, &callback__descriptor);
    row_into(call, &rows, 0, callback);
    bool waits = callback->state == CALLBACK__STATE__SCHEDULED || callback->state == CALLBACK__STATE__DUE;
    if (waits && call->now_us >= lead_us(callback->overdue_at))
        return miss(call, callback);
    if (callback->state == CALLBACK__STATE__SCHEDULED && call->now_us >= lead_us(callback->remind_at))
        return remind(call, callback);
    return callback_set_clock(call, callback);
}
