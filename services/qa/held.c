/* SPDX-License-Identifier: Apache-2.0 */
#include "held.h"

#include "rooms.h"
#include "schema/rule.h"

enum status recording_lock(struct call *call, Recording *ret_recording)
{
    struct rows rows;
    recording__init(ret_recording);
    TRY(sql(call, &SQL_lock_recording, &rows));
    if (rows.n == 0)
        return fail_for(call, STATUS_NOT_FOUND, "NO_CALL", "no such answered call");
    row_into(call, &rows, 0, ret_recording);
    note(call, "recording", ret_recording->call_id);
    return STATUS_OK;
}

enum status recording_save(struct call *call, Recording *recording)
{
    struct rows rows;
    bind_message(call, recording);
    TRY(sql_one(call, &SQL_save_recording, "recording of this version", &rows));
    recording->version = (uint64_t)row_int(&rows, 0, "version");
    return STATUS_OK;
}

enum status recording_await_end(struct call *call, const Recording *recording)
{
    DeleteRecordingJob job = DELETE_RECORDING_JOB__INIT;
    int64_t due_us = time_us(recording->delete_after);
    if (due_us == 0)
        return STATUS_OK;
    job.call_id = recording->call_id;
    return schedule(call, "delete_recording", recording->call_id, due_us, &job);
}

enum status recording_give_up(struct call *call, Recording *recording, const char *reason)
{
    struct rows rows;
    RecordingMissing event = RECORDING_MISSING__INIT;
    TRY(recording_move(recording, "give up", &call->error));
    bind_text(call, "reason", reason);
    TRY(sql(call, &SQL_find_missing_reason, &rows));
    if (rows.n == 0)
        return bad(call, "reason", "must be a reason why there is no recording");
    recording->missing_reason = row_text(&rows, 0, "code");
    recording->has_missing_accepted = true;
    recording->missing_accepted = row_bool(&rows, 0, "accepted");
    recording->received = recording->parts = 0;
    recording->has_size = recording->has_duration_ms = false;
    recording->codec = recording->sha256 = NULL;
    TRY(sql(call, &SQL_drop_bytes, &rows));
    TRY(unschedule(call, "recording_due", recording->call_id));
    TRY(recording_save(call, recording));
    event.call_id = recording->call_id;
    event.customer_id = recording->customer_id;
    event.agent_id = recording->agent_id;
    event.reason = recording->missing_reason;
    event.has_accepted = true;
    event.accepted = recording->missing_accepted;
    emit(call, &event, "recording", recording->call_id, recording->owner_path);
    return STATUS_OK;
}

enum status evaluation_lock(struct call *call, const uint64_t *expected_version, Evaluation *ret_evaluation)
{
    struct rows rows;
    evaluation__init(ret_evaluation);
    TRY(sql_one(call, &SQL_lock_evaluation, "evaluation", &rows));
    row_into(call, &rows, 0, ret_evaluation);
    note(call, "evaluation", ret_evaluation->id);
    return version_expect("evaluation", ret_evaluation->version, expected_version, &call->error);
}

enum status evaluation_save(struct call *call, Evaluation *evaluation)
{
    struct rows rows;
    bind_message(call, evaluation);
    TRY(sql_one(call, &SQL_save_evaluation, "evaluation of this version", &rows));
    evaluation->version = (uint64_t)row_int(&rows, 0, "version");
    return STATUS_OK;
}

Recording *recording_answer(struct call *call, const Recording *recording)
{
    return arena_memdup(call->arena, recording, sizeof *recording);
}

Evaluation *evaluation_answer(struct call *call, const Evaluation *evaluation)
{
    return arena_memdup(call->arena, evaluation, sizeof *evaluation);
}

enum status period_check(struct call *call, const Google__Protobuf__Timestamp *from,
                         const Google__Protobuf__Timestamp *until)
{
    if (time_us(from) < time_us(until))
        return STATUS_OK;
    return bad(call, "answered_until", "must be after answered_from");
}
