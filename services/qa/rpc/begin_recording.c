/* SPDX-License-Identifier: Apache-2.0 */
#include "held.h"
#include "rooms.h"
#include "settings.h"
#include "upload.h"

enum { HASH = 32 };

/* The announced hash in lower case. */
static enum status check(struct call *call, const BeginRecordingRequest *in, const char **ret_sha256)
{
    uint8_t hash[HASH];
    if (!hex_decode(in->sha256, hash, sizeof hash))
        return bad(call, "sha256", "must be a SHA-256 in 64 hex digits");
    *ret_sha256 = hex_encode(call->arena, hash, sizeof hash);
    if ((int64_t)in->size > qa_settings.recording_max)
        return bad(call, "size", "must be at most the %lld bytes that a recording may have",
                   (long long)qa_settings.recording_max);
    return STATUS_OK;
}

RPC(Qa, begin_recording, BeginRecordingRequest, BeginRecordingReply)
{
    Recording recording;
    const char *sha256 = NULL;
    TRY(check(call, in, &sha256));
    TRY(recording_lock(call, &recording));
    TRY(recording_move(&recording, "receive", &call->error));
    TRY(upload_begin(call, recording.call_id));
    recording.codec = in->codec;
    recording.has_size = true;
    recording.size = in->size;
    recording.sha256 = sha256;
    recording.has_duration_ms = in->has_duration_ms;
    recording.duration_ms = in->duration_ms;
    if (in->business_line)
        recording.business_line = in->business_line;
    recording.received = recording.parts = 0;
    TRY(recording_save(call, &recording));
    out->recording = recording_answer(call, &recording);
    out->has_part_max = true;
    out->part_max = RECORDING_PART_MAX;
    return STATUS_OK;
}
