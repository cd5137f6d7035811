/* SPDX-License-Identifier: Apache-2.0 */
#include "place.h"

enum { LIMIT = 50, DAYS = 90 };

RPC(Leads, compare_sources, CompareSourcesRequest, CompareSourcesReply)
{
    struct rows rows;
    int64_t until = in->until ? lead_us(in->until) : call->now_us;
    int64_t since = in->since ? lead_us(in->since) : until - place_days(DAYS);
    if (since >= until)
        return bad(call, "since", "must be before until");
    bind_time(call, "since", since);
    bind_time(call, "until", until);
    bind_int(call, "row_limit", in->has_limit ? in->limit : LIMIT);
    TRY(sql(call, &SQL_compare_sources, &rows));
    rows_into(call, &rows, out, "yields");
    return STATUS_OK;
}
