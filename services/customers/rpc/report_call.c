/* SPDX-License-Identifier: Apache-2.0 */
#include "calls.h"
#include "ledger.h"
#include "rooms.h"

enum { SKEW_US = 5000000 }; /* by which the telephone's clock may be ahead of ours */

static enum status check_time(struct call *call, const ReportCallRequest *in, const struct rows *locked,
                              int64_t *ret_us)
{
    int64_t last_us = row_time(locked, 0, "last_at");
    *ret_us = time_of(in->at, call->now_us > last_us ? call->now_us : last_us);
    if (*ret_us < last_us)
        return bad(call, "at", "must not be before the step before");
    if (*ret_us > call->now_us + SKEW_US && in->at)
        return bad(call, "at", "must not be in the future");
    return STATUS_OK;
}

static void tell_dialling(struct call *call, const Call *reported, const char *owner_path)
{
    CallDialling dialling = CALL_DIALLING__INIT;
    dialling.call_id = reported->id;
    dialling.customer_id = reported->customer_id;
    dialling.lead_id = reported->lead_id;
    dialling.opportunity_id = reported->opportunity_id;
    dialling.agent_id = reported->agent_id;
    dialling.has_direction = 1;
    dialling.direction = reported->direction;
    dialling.at = reported->dialled_at;
    emit(call, &dialling, "call", reported->id, owner_path);
}

static void tell_answered(struct call *call, const Call *reported, const struct rows *locked, const char *owner_path)
{
    CallAnswered answered = CALL_ANSWERED__INIT;
    answered.call_id = reported->id;
    answered.customer_id = reported->customer_id;
    answered.lead_id = reported->lead_id;
    answered.opportunity_id = reported->opportunity_id;
    answered.agent_id = reported->agent_id;
    answered.has_direction = 1;
    answered.direction = reported->direction;
    answered.at = reported->answered_at;
    answered.agent_path = row_text(locked, 0, "agent_path");
    answered.purpose = reported->purpose;
    emit(call, &answered, "call", reported->id, owner_path);
}

static void tell_held(struct call *call, const Call *reported, const char *owner_path)
{
    CallHeld held = CALL_HELD__INIT;
    held.call_id = reported->id;
    held.customer_id = reported->customer_id;
    held.lead_id = reported->lead_id;
    held.opportunity_id = reported->opportunity_id;
    held.agent_id = reported->agent_id;
    held.at = reported->held_since;
    emit(call, &held, "call", reported->id, owner_path);
}

static void tell_resumed(struct call *call, const Call *reported, int64_t at_us, const char *owner_path)
{
    CallResumed resumed = CALL_RESUMED__INIT;
    resumed.call_id = reported->id;
    resumed.customer_id = reported->customer_id;
    resumed.lead_id = reported->lead_id;
    resumed.opportunity_id = reported->opportunity_id;
    resumed.agent_id = reported->agent_id;
    resumed.at = time_message(call, at_us);
    resumed.has_hold_s = reported->has_hold_s;
    resumed.hold_s = reported->hold_s;
    emit(call, &resumed, "call", reported->id, owner_path);
}

static void tell_ended(struct call *call, const Call *reported, const char *owner_path)
{
    CallEnded ended = CALL_ENDED__INIT;
    ended.call_id = reported->id;
    ended.customer_id = reported->customer_id;
    ended.lead_id = reported->lead_id;
    ended.opportunity_id = reported->opportunity_id;
    ended.agent_id = reported->agent_id;
    ended.has_state = 1;
    ended.state = reported->state;
    ended.end_cause = reported->end_cause;
    ended.has_talk_s = reported->has_talk_s;
    ended.talk_s = reported->talk_s;
    ended.at = reported->ended_at;
    ended.has_hold_s = reported->has_hold_s;
    ended.hold_s = reported->hold_s;
    emit(call, &ended, "call", reported->id, owner_path);
}

static enum status end(struct call *call, const Call *reported, const char *owner_path)
{
    AutoWrapJob job = AUTO_WRAP_JOB__INIT;
    job.call_id = reported->id;
    tell_ended(call, reported, owner_path);
    TRY(schedule(call, "auto_wrap", reported->id, call->now_us + (int64_t)WRAP_LIMIT_S * 1000000, &job));
    if (reported->state == CALL__STATE__INVALID)
        return invalidate_point(call, reported->contact_point_id, "no_such_number");
    return STATUS_OK;
}

static void tell_step(struct call *call, const Call *reported, const struct rows *locked, int64_t at_us)
{
    const char *owner_path = row_text(locked, 0, "owner_path");
    if (reported->state == CALL__STATE__DIALLING)
        tell_dialling(call, reported, owner_path);
    else if (reported->state == CALL__STATE__HELD)
        tell_held(call, reported, owner_path);
    else if (reported->state == CALL__STATE__ANSWERED && call_waits(row_text(locked, 0, "state")))
        tell_resumed(call, reported, at_us, owner_path);
    else if (reported->state == CALL__STATE__ANSWERED)
        tell_answered(call, reported, locked, owner_path);
}

RPC(Customers, report_call, ReportCallRequest, ReportCallReply)
{
    struct rows locked, rows;
    int64_t at_us;
    const char *to, *wanted = enum_word(&call__state__descriptor, (int)in->state);
    if (!call_verb("", wanted))
        return bad(call, "state", "must be a step of the telephone: REQUESTED, REFUSED, TRANSFERRING and WRAPPED are not");
    TRY(sql_one(call, &SQL_lock_call, "call", &locked));
    const char *from = row_text(&locked, 0, "state");
    TRY(lifecycle_step(&call_lifecycle, from, call_verb(from, wanted), &to, &call->error));
    TRY(check_time(call, in, &locked, &at_us));
    bind_text(call, "call_state", to);
    bind_time(call, "step_at", at_us);
    bind_bool(call, "over", call_is_over(to));
    TRY(sql_one(call, &SQL_step_call, "call", &rows));
    out->call = call_of_row(call, &rows, 0);
    if (call_is_over(to))
        return end(call, out->call, row_text(&locked, 0, "owner_path"));
    tell_step(call, out->call, &locked, at_us);
    return STATUS_OK;
}
