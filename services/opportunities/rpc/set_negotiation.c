/* SPDX-License-Identifier: Apache-2.0 */
#include "held.h"
#include "rooms.h"
#include "schema/rule.h"
#include "tactics.h"

static enum status read_sheet(struct call *call, Negotiation *ret_sheet)
{
    struct rows rows;
    negotiation__init(ret_sheet);
    TRY(sql(call, &SQL_get_negotiation, &rows));
    if (rows.n > 0)
        row_into(call, &rows, 0, ret_sheet);
    else
        ret_sheet->state = NEGOTIATION__STATE__PREPARING;
    return STATUS_OK;
}

static void emit_moved(struct call *call, const Opportunity *opportunity, Negotiation__State from,
                       Negotiation__State to)
{
    OpportunityNegotiationMoved event = OPPORTUNITY_NEGOTIATION_MOVED__INIT;
    event.opportunity_id = opportunity->id;
    event.has_from_state = event.has_to_state = true;
    event.from_state = from;
    event.to_state = to;
    if (from != to)
        emit(call, &event, "opportunity", opportunity->id, opportunity->owner_path);
}

RPC(Opportunities, set_negotiation, SetNegotiationRequest, SetNegotiationReply)
{
    struct rows rows;
    Opportunity opportunity;
    Negotiation before;
    TRY(opportunity_hold(call, in->has_expected_version ? &in->expected_version : NULL, "work", &opportunity));
    TRY(read_sheet(call, &before));
    TRY(sql_one(call, &SQL_has_bottom_line, "opportunity", &rows));
    Negotiation__State to = in->has_state ? in->state : before.state;
    TRY(negotiation_move(before.state, to, row_bool(&rows, 0, "bottom_line_set"), &call->error));
    bind_text(call, "negotiation_state", enum_word(&negotiation__state__descriptor, to));
    TRY(sql(call, &SQL_put_negotiation, &rows));
    out->negotiation = arena_alloc(call->arena, sizeof *out->negotiation);
    TRY(read_sheet(call, out->negotiation));
    opportunity_touch(call, "negotiation");
    TRY(opportunity_save(call, &opportunity));
    emit_moved(call, &opportunity, before.state, to);
    out->opportunity = opportunity_answer(call, &opportunity);
    return STATUS_OK;
}
