/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"

RPC(Aftersales, list_severities, ListSeveritiesRequest, ListSeveritiesReply)
{
    struct rows rows;
    TRY(sql(call, &SQL_list_severities, &rows));
    rows_into(call, &rows, out, "classes");
    return STATUS_OK;
}
