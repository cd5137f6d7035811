/* SPDX-License-Identifier: Apache-2.0 */
#include "held.h"
#include "rooms.h"

RPC(Opportunities, list_stages, ListStagesRequest, ListStagesReply)
{
    struct rows rows;
    TRY(pipeline_read(call, out));
    TRY(sql(call, &SQL_list_grades, &rows));
    rows_into(call, &rows, out, "grades");
    return STATUS_OK;
}
