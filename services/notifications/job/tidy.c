/* SPDX-License-Identifier: Apache-2.0
 * Drops what is old, a thousand rows at a time.
 */
#include "rooms.h"
#include "settings.h"

enum { FULL = 1000 };

static const int64_t soon_us = 1000000, later_us = 3600000000;

JOB(tidy, TidyJob)
{
    struct rows deliveries, bodies, notifications;
    bind_int(call, "delivery_days", notifications_settings.delivery_days);
    bind_int(call, "inbox_days", notifications_settings.inbox_days);
    TRY(sql(call, &SQL_tidy_deliveries, &deliveries));
    TRY(sql(call, &SQL_tidy_bodies, &bodies));
    TRY(sql(call, &SQL_tidy_notifications, &notifications));
    bool more = deliveries.n == FULL || bodies.n == FULL || notifications.n == FULL;
    return schedule(call, "tidy", "tidy", call->now_us + (more ? soon_us : later_us), in);
}
