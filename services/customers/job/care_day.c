/* SPDX-License-Identifier: Apache-2.0
 * Comes back every midnight and looks which days of the care calendar are near.
 */
#include "rooms.h"

#define DAY_US (INT64_C(86400) * 1000000)

JOB(care_day, CareDayJob)
{
    struct rows rows;
    CareJob job = CARE_JOB__INIT;
    TRY(schedule(call, "care", "*", call->now_us, &job));
    TRY(sql(call, &SQL_list_active_care_rules, &rows));
    for (size_t i = 0; i < rows.n; i++) {
        job.rule = row_text(&rows, i, "code");
        TRY(schedule(call, "care", job.rule, call->now_us, &job));
    }
    if (in->soon)
        return STATUS_OK;
    return schedule(call, "care_day", "day", (call->now_us / DAY_US + 1) * DAY_US, in);
}
