/* SPDX-License-Identifier: Apache-2.0
 * Comes back every midnight: a customer with whom nothing has happened for DORMANT_DAYS days is dormant, one with whom
 * something has is active again, some at a time.
 */
#include "rooms.h"
#include "settings.h"
#include "standing.h"

#define DAY_US (INT64_C(86400) * 1000000)

enum { SOME = 500 };

JOB(rest_customers, RestCustomersJob)
{
    struct rows rows;
    RestCustomersJob next = REST_CUSTOMERS_JOB__INIT;
    bind_int(call, "some", SOME);
    bind_time(call, "since", call->now_us - customers_settings.dormant_days * DAY_US);
    TRY(sql(call, &SQL_list_standing, &rows));
    for (size_t i = 0; i < rows.n; i++)
        TRY(standing_step(call, &rows, i, row_bool(&rows, i, "in_touch") ? "activate" : "rest"));
    if (rows.n == SOME)
        next.after_id = row_text(&rows, SOME - 1, "id");
    return schedule(call, "rest_customers", "day", next.after_id ? call->now_us : (call->now_us / DAY_US + 1) * DAY_US, &next);
}
