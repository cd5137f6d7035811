/* SPDX-License-Identifier: Apache-2.0 */
#include "held.h"
#include "rooms.h"
#include "tactics.h"

RPC(Opportunities, record_pain, RecordPainRequest, RecordPainReply)
{
    struct rows rows;
    Opportunity opportunity;
    OpportunityPainRecorded event = OPPORTUNITY_PAIN_RECORDED__INIT;
    TRY(opportunity_hold(call, in->has_expected_version ? &in->expected_version : NULL, "work", &opportunity));
    bind_int(call, "depth", pain_depth(in));
    bind_text(call, "new_pain_id", new_id(call));
    TRY(sql_one(call, in->pain_id ? &SQL_update_pain : &SQL_insert_pain, "pain of this opportunity", &rows));
    out->pain = arena_alloc(call->arena, sizeof *out->pain);
    pain__init(out->pain);
    row_into(call, &rows, 0, out->pain);
    opportunity_touch(call, "pains");
    TRY(opportunity_save(call, &opportunity));
    event.opportunity_id = opportunity.id;
    event.pain_id = out->pain->id;
    event.has_depth = true;
    event.depth = out->pain->depth;
    event.currency = opportunity.currency;
    event.has_cost_minor = out->pain->has_cost_minor;
    event.cost_minor = out->pain->cost_minor;
    emit(call, &event, "opportunity", opportunity.id, opportunity.owner_path);
    out->opportunity = opportunity_answer(call, &opportunity);
    return STATUS_OK;
}
