/* SPDX-License-Identifier: Apache-2.0 */
#include "held.h"
#include "rooms.h"

static void emit_held(struct call *call, const Recording *recording, const RecordingHold *hold)
{
    RecordingHeld event = RECORDING_HELD__INIT;
    event.call_id = recording->call_id;
    event.hold_id = hold->id;
    event.has_cause = true;
    event.cause = hold->cause;
    event.ref_id = hold->ref_id;
    event.reason = hold->reason;
    emit(call, &event, "recording", recording->call_id, recording->owner_path);
}

RPC(Qa, hold_recording, HoldRecordingRequest, HoldRecordingReply)
{
    struct rows rows;
    Recording recording;
    bool names_one = in->cause == RECORDING_HOLD__CAUSE__CASE || in->cause == RECORDING_HOLD__CAUSE__CONTRACT;
    if (names_one && is_blank(in->ref_id))
        return bad(call, "ref_id", "must name the case or the contract");
    TRY(recording_lock(call, &recording));
    TRY(recording_move(&recording, "hold", &call->error));
    bind_text(call, "id", new_id(call));
    TRY(sql_one(call, &SQL_add_hold, "hold", &rows));
    out->hold = arena_alloc(call->arena, sizeof *out->hold);
    recording_hold__init(out->hold);
    row_into(call, &rows, 0, out->hold);
    recording.has_holds = true;
    recording.holds++;
    TRY(recording_save(call, &recording));
    emit_held(call, &recording, out->hold);
    out->recording = recording_answer(call, &recording);
    return STATUS_OK;
}
