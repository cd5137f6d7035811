/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>

#include "held.h"
#include "rooms.h"
#include "upload.h"

static enum status check(struct call *call, const Recording *recording)
{
    struct upload upload;
    TRY(upload_open(call, recording->call_id, &upload));
    if (recording->received != recording->size)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "INCOMPLETE",
                        "%" PRIu64 " of %" PRIu64 " bytes are in", recording->received, recording->size);
    if (!text_equal(recording_hash_end(upload.hash_state, call->arena), recording->sha256))
        return fail_for(call, STATUS_FAILED_PRECONDITION, "HASH_MISMATCH",
                        "the bytes have another SHA-256 than was announced: begin again");
    return STATUS_OK;
}

static enum status find_end(struct call *call, Recording *recording)
{
    struct rows rows;
    bind_text(call, "business_line", recording->business_line);
    bind_time(call, "kept_from", time_us(recording->answered_at));
    TRY(sql(call, &SQL_find_policy, &rows));
    if (rows.n == 1)
        row_into(call, &rows, 0, recording);
    return STATUS_OK;
}

static void emit_stored(struct call *call, const Recording *recording)
{
    RecordingStored event = RECORDING_STORED__INIT;
    event.call_id = recording->call_id;
    event.customer_id = recording->customer_id;
    event.agent_id = recording->agent_id;
    event.codec = recording->codec;
    event.has_size = true;
    event.size = recording->size;
    event.sha256 = recording->sha256;
    event.has_duration_ms = recording->has_duration_ms;
    event.duration_ms = recording->duration_ms;
    event.has_retention_version = recording->has_retention_version;
    event.retention_version = recording->retention_version;
    event.delete_after = recording->delete_after;
    emit(call, &event, "recording", recording->call_id, recording->owner_path);
}

RPC(Qa, finish_recording, FinishRecordingRequest, FinishRecordingReply)
{
    struct rows rows;
    Recording recording;
    TRY(recording_lock(call, &recording));
    TRY(recording_move(&recording, "store", &call->error));
    TRY(check(call, &recording));
    TRY(find_end(call, &recording));
    TRY(sql_one(call, &SQL_close_upload, "upload", &rows));
    recording.stored_at = time_message(call, call->now_us);
    recording.missing_reason = NULL;
    recording.has_missing_accepted = false;
    TRY(recording_save(call, &recording));
    TRY(unschedule(call, "recording_due", recording.call_id));
    TRY(recording_await_end(call, &recording));
    emit_stored(call, &recording);
    out->recording = recording_answer(call, &recording);
    return STATUS_OK;
}
