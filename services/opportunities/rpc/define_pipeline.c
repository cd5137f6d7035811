/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"

RPC(Opportunities, define_pipeline, DefinePipelineRequest, DefinePipelineReply)
{
    struct rows rows;
    TRY(sql_one(call, &SQL_put_pipeline, "pipeline", &rows));
    out->pipeline = arena_alloc(call->arena, sizeof *out->pipeline);
    pipeline__init(out->pipeline);
    row_into(call, &rows, 0, out->pipeline);
    return STATUS_OK;
}
