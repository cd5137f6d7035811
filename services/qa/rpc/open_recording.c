/* SPDX-License-Identifier: Apache-2.0 */
#include "held.h"
#include "rooms.h"

enum { ACCESS_S = 1800 };

RPC(Qa, open_recording, OpenRecordingRequest, OpenRecordingReply)
{
    struct rows rows;
    Recording recording;
    RecordingAccessed event = RECORDING_ACCESSED__INIT;
    TRY(recording_lock(call, &recording));
    if (recording.state != RECORDING__STATE__STORED && recording.state != RECORDING__STATE__HELD)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "NO_RECORDING", "there is nothing to hear of this call");
    bind_text(call, "id", new_id(call));
    bind_time(call, "until", call->now_us + (int64_t)ACCESS_S * 1000000);
    TRY(sql_one(call, &SQL_add_access, "access", &rows));
    out->access = arena_alloc(call->arena, sizeof *out->access);
    recording_access__init(out->access);
    row_into(call, &rows, 0, out->access);
    out->recording = recording_answer(call, &recording);
    event.call_id = recording.call_id;
    event.access_id = out->access->id;
    event.actor_id = call->actor;
    event.purpose = in->purpose;
    event.until = out->access->until;
    emit(call, &event, "recording", recording.call_id, recording.owner_path);
    return STATUS_OK;
}
