/* SPDX-License-Identifier: Apache-2.0
 * Comes back every hour and drops sessions that are over, some at a time.
 */
#include "rooms.h"

enum { SOME = 1000 };
#define EVERY_US (INT64_C(3600) * 1000000)

JOB(drop_sessions, DropSessionsJob)
{
    struct rows rows;
    bind_int(call, "some", SOME);
    TRY(sql(call, &SQL_drop_sessions, &rows));
    return schedule(call, "drop_sessions", "clock", call->now_us + (rows.n == SOME ? 0 : EVERY_US), in);
}
