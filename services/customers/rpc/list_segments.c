/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"

RPC(Customers, list_segments, ListSegmentsRequest, ListSegmentsReply)
{
    struct rows rows;
    TRY(sql(call, &SQL_list_segments, &rows));
    rows_into(call, &rows, out, "segments");
    return STATUS_OK;
}
