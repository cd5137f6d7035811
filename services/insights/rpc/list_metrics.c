/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"

RPC(Insights, list_metrics, ListMetricsRequest, ListMetricsReply)
{
    struct rows rows;
    TRY(sql(call, &SQL_list_metrics, &rows));
    rows_into(call, &rows, out, "metrics");
    return STATUS_OK;
}
