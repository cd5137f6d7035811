/* SPDX-License-Identifier: Apache-2.0
 * Notes when each domain, and the whole, is as far as before the rebuild.
 */
#include "rooms.h"

enum { EVERY_US = 1000000 };

JOB(watch_replay, WatchReplayJob)
{
    struct rows rows;
    TRY(sql(call, &SQL_mark_replayed_domains, &rows));
    TRY(sql_one(call, &SQL_get_replay, "replay", &rows));
    if (row_bool(&rows, 0, "rebuilding"))
        return schedule(call, "watch_replay", "clock", call->now_us + EVERY_US, in);
    return sql(call, &SQL_finish_replay, &rows);
}
