/* SPDX-License-Identifier: Apache-2.0
 * A retention policy is new: recordings that are to follow it get their end, a hundred at a time.
 */
#include "held.h"
#include "rooms.h"

enum { AT_A_TIME = 100 };

JOB(restate_retention, RestateRetentionJob)
{
    struct rows rows;
    TRY(sql(call, &SQL_restate_retention, &rows));
    for (size_t i = 0; i < rows.n; i++) {
        Recording recording = RECORDING__INIT;
        row_into(call, &rows, i, &recording);
        TRY(recording_await_end(call, &recording));
    }
    if (rows.n < AT_A_TIME)
        return STATUS_OK;
    return schedule(call, "restate_retention", arena_printf(call->arena, "%s/%u", in->business_line, in->version),
                    call->now_us, in);
}
