/* SPDX-License-Identifier: Apache-2.0 */
#include "held.h"
#include "rooms.h"

RPC(Qa, release_recording, ReleaseRecordingRequest, ReleaseRecordingReply)
{
    struct rows rows;
    Recording recording;
    RecordingReleased event = RECORDING_RELEASED__INIT;
    TRY(recording_lock(call, &recording));
    TRY(sql_one(call, &SQL_find_hold, "hold in force", &rows));
    recording.holds--;
    TRY(recording_move(&recording, recording.holds ? "lift" : "release", &call->error));
    TRY(sql_one(call, &SQL_release_hold, "hold in force", &rows));
    TRY(recording_save(call, &recording));
    if (recording.holds == 0)
        TRY(recording_await_end(call, &recording));
    event.call_id = recording.call_id;
    event.hold_id = in->hold_id;
    event.has_holds = true;
    event.holds = recording.holds;
    emit(call, &event, "recording", recording.call_id, recording.owner_path);
    out->recording = recording_answer(call, &recording);
    return STATUS_OK;
}
