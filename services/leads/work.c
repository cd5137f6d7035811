/* SPDX-License-Identifier: Apache-2.0 */
#include "work.h"

#include "rooms.h"
#include "zone.h"

void work_bind(struct call *call, const LeadPolicy *policy)
{
    bind_text(call, "work_zone", leads_settings.zone);
    if (policy->has_work_from_minute) {
        bind_int(call, "work_from_minute", policy->work_from_minute);
        bind_int(call, "work_until_minute", policy->work_until_minute);
    } else {
        bind_text(call, "work_from_minute", NULL);
        bind_text(call, "work_until_minute", NULL);
    }
}

enum status work_deadline(struct call *call, const LeadPolicy *policy, uint32_t minutes, int64_t *ret_us)
{
    struct rows rows;
    *ret_us = call->now_us + (int64_t)minutes * 60 * 1000000;
    if (!policy->has_work_from_minute)
        return STATUS_OK;
    work_bind(call, policy);
    bind_int(call, "work_minutes", minutes);
    TRY(sql_one(call, &SQL_get_work_deadline, "moment", &rows));
    *ret_us = row_time(&rows, 0, "moment");
    return STATUS_OK;
}

enum status work_seconds(struct call *call, const LeadPolicy *policy, int64_t from_us, int64_t until_us,
                         int64_t *ret_s)
{
    struct rows rows;
    *ret_s = until_us > from_us ? (until_us - from_us) / 1000000 : 0;
    if (!policy->has_work_from_minute)
        return STATUS_OK;
    work_bind(call, policy);
    bind_time(call, "work_since", from_us);
    bind_time(call, "work_until", until_us);
    TRY(sql_one(call, &SQL_get_work_seconds, "time", &rows));
    *ret_s = row_int(&rows, 0, "seconds");
    return STATUS_OK;
}
