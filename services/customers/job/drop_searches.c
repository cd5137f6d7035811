/* SPDX-License-Identifier: Apache-2.0
 * Comes back every hour and drops what is kept of old searches, some at a time.
 */
#include "rooms.h"
#include "settings.h"

enum { SOME = 1000 };
#define EVERY_US (INT64_C(3600) * 1000000)
#define DAY_US (INT64_C(86400) * 1000000)

JOB(drop_searches, DropSearchesJob)
{
    struct rows rows;
    bind_int(call, "some", SOME);
    bind_time(call, "before", call->now_us - customers_settings.search_audit_days * DAY_US);
    TRY(sql(call, &SQL_drop_searches, &rows));
    return schedule(call, "drop_searches", "clock", call->now_us + (rows.n == SOME ? 0 : EVERY_US), in);
}
