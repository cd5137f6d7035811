/* SPDX-License-Identifier: Apache-2.0 */
#include "held.h"
#include "rooms.h"

static bool holds_true(const Recording *recording, const VerifyRecordingReply *found)
{
    switch (recording->state) {
    case RECORDING__STATE__STORED:
    case RECORDING__STATE__HELD:
        return found->key_present && found->parts_present == recording->parts &&
               found->bytes_present == recording->size;
    case RECORDING__STATE__DELETED:
        return !found->key_present && found->parts_present == 0 && text_equal(found->tombstone, recording->tombstone);
    default:
        return found->parts_present == recording->parts && found->bytes_present == recording->received;
    }
}

RPC(Qa, verify_recording, VerifyRecordingRequest, VerifyRecordingReply)
{
    struct rows rows;
    Recording recording = RECORDING__INIT;
    TRY(sql_one(call, &SQL_get_recording, "recording", &rows));
    row_into(call, &rows, 0, &recording);
    TRY(sql_one(call, &SQL_count_bytes, "count", &rows));
    out->has_key_present = out->has_parts_present = out->has_bytes_present = out->has_holds_true = true;
    out->key_present = row_int(&rows, 0, "keys") == 1;
    out->parts_present = (uint32_t)row_int(&rows, 0, "parts");
    out->bytes_present = (uint64_t)row_int(&rows, 0, "bytes");
    if (recording.state == RECORDING__STATE__DELETED)
        out->tombstone = recording_tombstone(&recording, time_us(recording.deleted_at), call->arena);
    out->holds_true = holds_true(&recording, out);
    out->recording = recording_answer(call, &recording);
    return STATUS_OK;
}
