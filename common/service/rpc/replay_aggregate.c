/* SPDX-License-Identifier: Apache-2.0 */
#include "service/ops.h"
#include "service/replay.h"

RPC(Ops, replay_aggregate, ReplayAggregateRequest, ReplayAggregateReply)
{
    struct rows rows;
    const char *id = ops_new_id(call);
    bind_text(call, "repair_id", id);
    TRY(sql(call, statement_of("repair_order"), &rows));
    TRY(ops_repair(call, id, in->domain, in->agg_id, &out->repair));
    if (!out->repair)
        return fail(call, STATUS_NOT_FOUND, "nothing of this aggregate is among the dead letters");
    note(call, "repair", out->repair->id);
    replay_soon();
    return STATUS_OK;
}
