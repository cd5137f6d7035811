/* SPDX-License-Identifier: Apache-2.0
 * Once a day, soon after midnight (zone.h): keeps what is forecast of each deal that is alive, some at a time.
 */
#include "rooms.h"
#include "zone.h"

enum { SOME = 1000 };
#define DAY_US (INT64_C(86400) * 1000000)

JOB(snapshot_forecasts, SnapshotForecastsJob)
{
    struct rows rows;
    SnapshotForecastsJob next = SNAPSHOT_FORECASTS_JOB__INIT;
    char day[DAY_TEXT];
    int64_t local_us;
    TRY(zone_now(call, &local_us));
    calendar_day_text(local_us, 0, day);
    bind_text(call, "snapshot_day", in->day ? in->day : day);
    bind_int(call, "row_limit", SOME);
    TRY(sql(call, &SQL_snapshot_forecasts, &rows));
    if (rows.n < SOME)
        return schedule(call, "snapshot_forecasts", "clock", call->now_us + DAY_US - local_us % DAY_US, &next);
    next.day = in->day ? in->day : day;
    next.after_id = row_text(&rows, 0, "id");
    return schedule(call, "snapshot_forecasts", "clock", call->now_us, &next);
}
