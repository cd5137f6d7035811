/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"

RPC(Opportunities, define_stage, DefineStageRequest, DefineStageReply)
{
    struct rows rows;
    bool active = !in->has_active || in->active;
    bind_text(call, "pipeline", in->pipeline);
    TRY(sql_one(call, &SQL_find_pipeline, "pipeline", &rows));
    bind_text(call, "pipeline", row_text(&rows, 0, "code"));
    if (active) {
        TRY(sql(call, &SQL_find_stage_at, &rows));
        if (rows.n > 0)
            return fail_for(call, STATUS_FAILED_PRECONDITION, "POSITION_TAKEN", "position %u is that of %s",
                            in->position, row_text(&rows, 0, "code"));
    }
    bind_bool(call, "active", active);
    TRY(sql(call, &SQL_put_stage, &rows));
    if (rows.n == 0)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "OTHER_PIPELINE", "%s is a stage of another pipeline",
                        in->code);
    out->stage = arena_alloc(call->arena, sizeof *out->stage);
    pipeline_stage__init(out->stage);
    row_into(call, &rows, 0, out->stage);
    return STATUS_OK;
}
