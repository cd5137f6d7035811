/* SPDX-License-Identifier: Apache-2.0 */
#include "callbacks.h"
#include "moment.h"
#include "rules.h"
#include "service/value.h"
#include "store.h"
#include "wire/pack.h"

enum { MINUTE_US = 60 * 1000000 };

static enum status check_lead(struct call *call, const ScheduleCallbackRequest *in, const Lead *lead)
{
    if (!lead_is_open(lead))
        return fail_for(call, STATUS_FAILED_PRECONDITION, "LEAD_CLOSED", "this lead is %s",
                        lead_state_name(lead->state));
    if (in->reach != CALLBACK__REACH__ANYONE && !lead->owner_id)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "NO_OWNER",
                        "nobody has this lead; promise that anyone will ring, or take it first");
    return STATUS_OK;
}

/* The one to move, or a fresh one. */
static enum status begin(struct call *call, const ScheduleCallbackRequest *in, const Lead *lead, Callback **ret)
{
    if (in->callback_id) {
        TRY(callback_take(call, in->callback_id, call->scope, NULL, ret));
        if (!text_equal((*ret)->lead_id, lead->id))
            return fail(call, STATUS_NOT_FOUND, "no such callback of this lead");
        return promise_step(*ret, "move", &call->error);
    }
    Callback *callback = *ret = wire_new(call->arena, &callback__descriptor);
    callback->id = new_id(call);
    callback->lead_id = lead->id;
    callback->customer_id = lead->customer_id;
    callback->has_state = true, callback->state = CALLBACK__STATE__SCHEDULED;
    callback->created_by = call->actor;
    callback->created_at = time_message(call, call->now_us);
    callback->has_version = true, callback->version = 1;
    return STATUS_OK;
}

static void put_reach(struct call *call, const ScheduleCallbackRequest *in, const Lead *lead, Callback *callback)
{
    bool anyone = in->has_reach && in->reach == CALLBACK__REACH__ANYONE;
    callback->has_reach = true;
    callback->reach = anyone ? CALLBACK__REACH__ANYONE : CALLBACK__REACH__MINE;
    callback->owner_id = anyone ? NULL : lead->owner_id;
    callback->owner_path = anyone ? lead_team_of(call->arena, lead->owner_path) : lead->owner_path;
}

static void put_times(struct call *call, const LeadPolicy *policy, const ScheduleCallbackRequest *in, int64_t at_us,
                      const char *local, Callback *callback)
{
    callback->zone = in->zone;
    callback->promised_local = local;
    callback->promised_at = time_message(call, at_us);
    callback->remind_at = time_message(call, at_us - (int64_t)policy->callback_remind_minutes * MINUTE_US);
    callback->overdue_at = time_message(call, at_us + (int64_t)policy->callback_grace_minutes * MINUTE_US);
}

static enum status write(struct call *call, const ScheduleCallbackRequest *in, Callback *callback)
{
    struct rows rows;
    if (in->callback_id)
        return callback_put(call, callback);
    bind_message(call, callback);
    TRY(sql(call, &SQL_add_callback, &rows));
    return callback_set_clock(call, callback);
}

static void emit_scheduled(struct call *call, const ScheduleCallbackRequest *in, const Callback *callback)
{
    CallbackScheduled event = CALLBACK_SCHEDULED__INIT;
    event.callback_id = callback->id;
    event.lead_id = callback->lead_id;
    event.customer_id = callback->customer_id;
    event.owner_id = callback->owner_id;
    event.has_reach = true, event.reach = callback->reach;
    event.promised_at = callback->promised_at;
    event.zone = callback->zone;
    event.has_moved = true, event.moved = in->callback_id != NULL;
    emit(call, &event, "callback", callback->id, callback->owner_path);
}

RPC(Leads, schedule_callback, ScheduleCallbackRequest, ScheduleCallbackReply)
{
    struct held held;
    const LeadRules *rules;
    Callback *callback;
    int64_t at_us;
    const char *local;
    TRY(promise_check_when(in->local, in->at, true, &call->error));
    TRY(store_take(call, in->lead_id, false, 0, &held));
    TRY(check_lead(call, in, held.lead));
    TRY(begin(call, in, held.lead, &callback));
    TRY(rules_active(call, &rules));
    TRY(moment_find(call, in->local, time_us(in->at), &at_us, &local));
    put_reach(call, in, held.lead, callback);
    put_times(call, rules->policy, in, at_us, local, callback);
    TRY(write(call, in, callback));
    emit_scheduled(call, in, callback);
    out->callback = callback;
    return STATUS_OK;
}
