/* SPDX-License-Identifier: Apache-2.0 */
#include "moment.h"

#include "promise.h"
#include "rooms.h"

enum status moment_find(struct call *call, const char *local, int64_t at_us, int64_t *ret_us, const char **ret_local)
{
    struct rows rows;
    if (local)
        bind_text(call, "at", NULL);
    else
        bind_time(call, "at", at_us);
    TRY(sql_one(call, &SQL_get_local_time, "time", &rows));
    *ret_us = row_time(&rows, 0, "moment");
    *ret_local = row_text(&rows, 0, "local_minute");
    return promise_check_time(local, *ret_us, call->now_us, &call->error);
}
