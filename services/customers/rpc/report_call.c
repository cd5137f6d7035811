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

static void tell_begun(struct call *call, const Call *reported, const struct rows *locked, const char *owner_path)
{
    if (reported->state == CALL__STATE__DIALLING) {
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
    } else if (reported->state == CALL__STATE__ANSWERED) {
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

RPC(Customers, report_call, ReportCallRequest, ReportCallReply)
{
    struct rows locked, rows;
    int64_t at_us;
    const char *to, *verb = call_verb(enum_word(&call__state__descriptor, (int)in->state));
    if (!verb)
        return bad(call, "state", "must be a step of the telephone: REQUESTED, REFUSED and WRAPPED are not");
    TRY(sql_one(call, &SQL_lock_call, "call", &locked));
    TRY(lifecycle_step(&call_lifecycle, row_text(&locked, 0, "state"), verb, &to, &call->error));
    TRY(check_time(call, in, &locked, &at_us));
    bind_text(call, "call_state", to);
    bind_time(call, "step_at", at_us);
    bind_bool(call, "over", call_is_over(to));
    TRY(sql_one(call, &SQL_step_call, "call", &rows));
    out->call = call_of_row(call, &rows, 0);
    const char *owner_path = row_text(&locked, 0, "owner_path");
    if (call_is_over(to))
        return end(call, out->call, owner_path);
    tell_begun(call, out->call, &locked, owner_path);
    return STATUS_OK;
}
