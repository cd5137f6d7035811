/* SPDX-License-Identifier: Apache-2.0 */
#include "held.h"
#include "rooms.h"

RPC(Qa, report_recording_missing, ReportRecordingMissingRequest, ReportRecordingMissingReply)
{
    Recording recording;
    TRY(recording_lock(call, &recording));
    TRY(recording_give_up(call, &recording, in->reason));
    out->recording = recording_answer(call, &recording);
    return STATUS_OK;
}
