/* SPDX-License-Identifier: Apache-2.0
 * The retention of a recording is over: its key and its bytes are destroyed, what is left says so. One that is held
 * waits for its release.
 */
#include "held.h"
#include "rooms.h"

static void emit_deleted(struct call *call, const Recording *recording)
{
    RecordingDeleted event = RECORDING_DELETED__INIT;
    event.call_id = recording->call_id;
    event.agent_id = recording->agent_id;
    event.sha256 = recording->sha256;
    event.has_size = true;
    event.size = recording->size;
    event.retention_line = recording->retention_line;
    event.has_retention_version = true;
    event.retention_version = recording->retention_version;
    event.deleted_at = recording->deleted_at;
    event.tombstone = recording->tombstone;
    emit(call, &event, "recording", recording->call_id, recording->owner_path);
}

JOB(delete_recording, DeleteRecordingJob)
{
    struct rows rows;
    Recording recording;
    TRY(recording_lock(call, &recording));
    if (recording.state != RECORDING__STATE__STORED || !recording.delete_after)
        return STATUS_OK;
    if (time_us(recording.delete_after) > call->now_us)
        return recording_await_end(call, &recording);
    TRY(recording_move(&recording, "delete", &call->error));
    TRY(sql(call, &SQL_drop_bytes, &rows));
    recording.deleted_at = time_message(call, call->now_us);
    recording.tombstone = recording_tombstone(&recording, call->now_us, call->arena);
    TRY(recording_save(call, &recording));
    emit_deleted(call, &recording);
    return STATUS_OK;
}
