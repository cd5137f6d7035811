/* SPDX-License-Identifier: Apache-2.0 */
#include "zone.h"

#include "rooms.h"
#include "settings.h"

void zone_bind(struct call *call)
{
    bind_text(call, "zone", opportunities_settings.zone);
}

enum status zone_now(struct call *call, int64_t *ret_local_us)
{
    struct rows rows;
    zone_bind(call);
    TRY(sql_one(call, &SQL_get_local_now, "clock", &rows));
    *ret_local_us = row_int(&rows, 0, "local_us");
    return STATUS_OK;
}

enum status zone_today(struct call *call, char ret_day[DAY_TEXT])
{
    int64_t local_us;
    TRY(zone_now(call, &local_us));
    calendar_day_text(local_us, 0, ret_day);
    return STATUS_OK;
}
