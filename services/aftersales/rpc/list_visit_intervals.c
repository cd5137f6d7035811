/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"

RPC(Aftersales, list_visit_intervals, ListVisitIntervalsRequest, ListVisitIntervalsReply)
{
    struct rows rows;
    TRY(sql(call, &SQL_list_intervals, &rows));
    rows_into(call, &rows, out, "intervals");
    return STATUS_OK;
}
