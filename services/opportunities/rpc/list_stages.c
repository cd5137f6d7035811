/* SPDX-License-Identifier: Apache-2.0 */
#include "held.h"
#include "rooms.h"

RPC(Opportunities, list_stages, ListStagesRequest, ListStagesReply)
{
    struct rows rows;
    bind_text(call, "pipeline", in->pipeline);
    TRY(sql_one(call, &SQL_find_pipeline, "pipeline", &rows));
    TRY(pipeline_read(call, row_text(&rows, 0, "code"), out));
    TRY(sql(call, &SQL_list_pipelines, &rows));
    rows_into(call, &rows, out, "pipelines");
    TRY(sql(call, &SQL_list_grades, &rows));
    rows_into(call, &rows, out, "grades");
    TRY(sql(call, &SQL_list_criteria, &rows));
    rows_into(call, &rows, out, "criteria");
    return STATUS_OK;
}
