/* SPDX-License-Identifier: Apache-2.0 */
#include "period.h"

enum status period_check(struct call *call, const char *field, const char *from, const char *until)
{
    int64_t days = period_days(from, until);
    if (days < 1)
        return bad(call, field, "must not be before the first day");
    if (days > PERIOD_DAYS)
        return bad(call, field, "must be at most %d days after the first", PERIOD_DAYS - 1);
    return STATUS_OK;
}

const char *zone_bind(struct call *call, const char *asked)
{
    const char *zone = asked && asked[0] ? asked : call->principal ? call->principal->time_zone : NULL;
    if (!zone || !zone[0])
        zone = "UTC";
    bind_text(call, "zone", zone);
    return zone;
}
