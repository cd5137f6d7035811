/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "held.h"
#include "rooms.h"
#include "zone.h"

static void emit_requested(struct call *call, const Opportunity *opportunity, const EngineerRequest *request)
{
    OpportunityEngineerRequested event = OPPORTUNITY_ENGINEER_REQUESTED__INIT;
    event.opportunity_id = opportunity->id;
    event.engineer_request_id = request->id;
    event.engineer_id = request->engineer_id;
    event.topic = request->topic;
    event.wanted_on = request->wanted_on;
    event.requested_by = request->requested_by;
    emit(call, &event, "opportunity", opportunity->id, opportunity->owner_path);
}

RPC(Opportunities, request_engineer, RequestEngineerRequest, RequestEngineerReply)
{
    struct rows rows;
    Opportunity opportunity;
    char today[DAY_TEXT];
    TRY(zone_today(call, today));
    if (strcmp(in->wanted_on, today) < 0)
        return bad(call, "wanted_on", "must be today or a later day");
    TRY(opportunity_hold(call, in->has_expected_version ? &in->expected_version : NULL, "work", &opportunity));
    bind_text(call, "request_uuid", new_id(call));
    TRY(sql(call, &SQL_insert_engineer_request, &rows));
    if (rows.n == 0)
        return fail(call, STATUS_ALREADY_EXISTS, "this engineer was asked and has not answered yet");
    out->engineer_request = arena_alloc(call->arena, sizeof *out->engineer_request);
    engineer_request__init(out->engineer_request);
    row_into(call, &rows, 0, out->engineer_request);
    opportunity_touch(call, "engineers");
    TRY(opportunity_save(call, &opportunity));
    emit_requested(call, &opportunity, out->engineer_request);
    out->opportunity = opportunity_answer(call, &opportunity);
    return STATUS_OK;
}
