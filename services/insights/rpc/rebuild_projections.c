/* SPDX-License-Identifier: Apache-2.0
 * Facts gone and cursors at the beginning, in one transaction; the consumers find their cursors moved and read again.
 */
#include "freshness.h"
#include "rooms.h"

RPC(Insights, rebuild_projections, RebuildProjectionsRequest, RebuildProjectionsReply)
{
    struct rows rows;
    InsightFreshness *now;
    WatchReplayJob job = WATCH_REPLAY_JOB__INIT;
    TRY(sql_one(call, &SQL_rewind_projections, "replay", &rows));
    TRY(freshness_open(call, &now));
    out->domains = now->as_of;
    out->n_domains = now->n_as_of;
    return schedule(call, "watch_replay", "clock", call->now_us, &job);
}
