/* SPDX-License-Identifier: Apache-2.0 */
#include "held.h"
#include "rooms.h"
#include "upload.h"

RPC(Qa, append_recording_part, AppendRecordingPartRequest, AppendRecordingPartReply)
{
    Recording recording;
    struct upload upload;
    TRY(recording_lock(call, &recording));
    TRY(recording_move(&recording, "receive", &call->error));
    TRY(upload_open(call, recording.call_id, &upload));
    TRY(recording_accepts(&recording, in->offset, in->data.len, &call->error));
    recording.parts++;
    TRY(upload_add(call, recording.call_id, &upload, recording.parts, &in->data));
    recording.received += in->data.len;
    TRY(recording_save(call, &recording));
    out->has_received = true;
    out->received = recording.received;
    return STATUS_OK;
}
