/* SPDX-License-Identifier: Apache-2.0
 * The recording of a call was to be in by now. It may still turn up later.
 */
#include "held.h"
#include "rooms.h"

JOB(recording_due, RecordingDueJob)
{
    Recording recording;
    TRY(recording_lock(call, &recording));
    if (recording.state != RECORDING__STATE__EXPECTED)
        return STATUS_OK;
    return recording_give_up(call, &recording, "NOT_DELIVERED");
}
