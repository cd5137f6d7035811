/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"

static void emit_answered(struct call *call, const EngineerRequest *request, const char *owner_path)
{
    OpportunityEngineerAccepted accepted = OPPORTUNITY_ENGINEER_ACCEPTED__INIT;
    OpportunityEngineerDeclined declined = OPPORTUNITY_ENGINEER_DECLINED__INIT;
    accepted.opportunity_id = declined.opportunity_id = request->opportunity_id;
    accepted.engineer_request_id = declined.engineer_request_id = request->id;
    accepted.engineer_id = declined.engineer_id = request->engineer_id;
    accepted.requested_by = declined.requested_by = request->requested_by;
    declined.decline_reason = request->decline_reason;
    if (request->state == ENGINEER_REQUEST__STATE__ACCEPTED)
        emit(call, &accepted, "opportunity", request->opportunity_id, owner_path);
    else
        emit(call, &declined, "opportunity", request->opportunity_id, owner_path);
}

RPC(Opportunities, answer_engineer_request, AnswerEngineerRequestRequest, AnswerEngineerRequestReply)
{
    struct rows rows;
    if (!in->accept && is_blank(in->decline_reason))
        return bad(call, "decline_reason", "must say why, by a code, to decline");
    bind_text(call, "answer", in->accept ? "ACCEPTED" : "DECLINED");
    TRY(sql_one(call, &SQL_answer_engineer_request, "request that waits for you", &rows));
    EngineerRequest *request = out->engineer_request = arena_alloc(call->arena, sizeof *request);
    engineer_request__init(request);
    row_into(call, &rows, 0, request);
    bind_text(call, "opportunity_id", request->opportunity_id);
    if (in->accept)
        TRY(sql(call, &SQL_insert_participant, &rows));
    TRY(sql_one(call, &SQL_get_owner_path, "opportunity", &rows));
    emit_answered(call, request, row_text(&rows, 0, "owner_path"));
    return STATUS_OK;
}
