/* SPDX-License-Identifier: Apache-2.0 */
#include "held.h"
#include "rooms.h"

RPC(Qa, get_recording, GetRecordingRequest, GetRecordingReply)
{
    struct rows rows;
    Recording recording = RECORDING__INIT;
    TRY(sql_one(call, &SQL_get_recording, "recording", &rows));
    row_into(call, &rows, 0, &recording);
    out->recording = recording_answer(call, &recording);
    TRY(sql(call, &SQL_list_holds, &rows));
    rows_into(call, &rows, out, "holds");
    TRY(sql(call, &SQL_list_accesses, &rows));
    rows_into(call, &rows, out, "accesses");
    return STATUS_OK;
}
