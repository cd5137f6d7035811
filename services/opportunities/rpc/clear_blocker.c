/* SPDX-License-Identifier: Apache-2.0 */
#include "held.h"
#include "rooms.h"

static void emit_cleared(struct call *call, const Opportunity *opportunity, const Blocker *blocker)
{
    OpportunityBlockerCleared event = OPPORTUNITY_BLOCKER_CLEARED__INIT;
    event.opportunity_id = opportunity->id;
    event.blocker_id = blocker->id;
    event.has_kind = event.has_open_s = true;
    event.kind = blocker->kind;
    event.open_s = (time_us(blocker->cleared_at) - time_us(blocker->raised_at)) / 1000000;
    emit(call, &event, "opportunity", opportunity->id, opportunity->owner_path);
}

RPC(Opportunities, clear_blocker, ClearBlockerRequest, ClearBlockerReply)
{
    struct rows rows;
    Opportunity opportunity;
    TRY(opportunity_hold(call, in->has_expected_version ? &in->expected_version : NULL, "work", &opportunity));
    TRY(sql_one(call, &SQL_clear_blocker, "blocker that is in the way", &rows));
    out->blocker = arena_alloc(call->arena, sizeof *out->blocker);
    blocker__init(out->blocker);
    row_into(call, &rows, 0, out->blocker);
    opportunity_touch(call, "blockers");
    TRY(opportunity_save(call, &opportunity));
    emit_cleared(call, &opportunity, out->blocker);
    out->opportunity = opportunity_answer(call, &opportunity);
    return STATUS_OK;
}
