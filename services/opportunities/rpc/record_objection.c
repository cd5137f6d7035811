/* SPDX-License-Identifier: Apache-2.0 */
#include "held.h"
#include "rooms.h"
#include "tactics.h"

static void emit_conceded(struct call *call, const Opportunity *opportunity, const Objection *objection)
{
    OpportunityConcessionMade event = OPPORTUNITY_CONCESSION_MADE__INIT;
    if (!objection->concession)
        return;
    event.opportunity_id = opportunity->id;
    event.objection_id = objection->id;
    event.objection_kind = objection->kind;
    event.concession = objection->concession;
    event.currency = opportunity->currency;
    event.has_value_minor = true;
    event.value_minor = objection->value_minor;
    emit(call, &event, "opportunity", opportunity->id, opportunity->owner_path);
}

RPC(Opportunities, record_objection, RecordObjectionRequest, RecordObjectionReply)
{
    struct rows rows;
    Opportunity opportunity;
    TRY(concession_check(in, &call->error));
    TRY(opportunity_hold(call, in->has_expected_version ? &in->expected_version : NULL, "work", &opportunity));
    bind_text(call, "objection_id", new_id(call));
    TRY(sql_one(call, &SQL_insert_objection, "objection", &rows));
    out->objection = arena_alloc(call->arena, sizeof *out->objection);
    objection__init(out->objection);
    row_into(call, &rows, 0, out->objection);
    TRY(sql_one(call, &SQL_sum_concessions, "sum", &rows));
    out->has_conceded_minor = true;
    out->conceded_minor = row_int(&rows, 0, "conceded_minor");
    opportunity_touch(call, "objections");
    TRY(opportunity_save(call, &opportunity));
    emit_conceded(call, &opportunity, out->objection);
    out->opportunity = opportunity_answer(call, &opportunity);
    return STATUS_OK;
}
