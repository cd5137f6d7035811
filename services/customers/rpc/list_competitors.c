/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"

RPC(Customers, list_competitors, ListCompetitorsRequest, ListCompetitorsReply)
{
    struct rows rows;
    TRY(sql(call, &SQL_list_competitors, &rows));
    rows_into(call, &rows, out, "competitors");
    return STATUS_OK;
}
