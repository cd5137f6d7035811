/* SPDX-License-Identifier: Apache-2.0 */
#include "handling.h"
#include "rooms.h"

static void emit_assigned(struct call *call, const Case *case_file)
{
    CaseAssigned event = CASE_ASSIGNED__INIT;
    event.case_id = case_file->id;
    event.number = case_file->number;
    event.has_kind = event.has_severity = true;
    event.kind = case_file->kind;
    event.severity = case_file->severity;
    event.handler_id = case_file->handler_id;
    event.owner_id = case_file->owner_id;
    emit(call, &event, "case", case_file->id, case_file->owner_path);
}

RPC(Aftersales, investigate_case, InvestigateCaseRequest, InvestigateCaseReply)
{
    Case case_file;
    TRY(case_hold(call, in->id, in->has_expected_version ? &in->expected_version : NULL, "investigate", &case_file));
    case_file.handler_id = in->handler_id ? in->handler_id : call->actor;
    TRY(case_save(call, &case_file));
    TRY(clock_meet(call, &case_file, CASE_CLOCK__NAME__FIRST_RESPONSE));
    emit_assigned(call, &case_file);
    return case_answer(call, &case_file, &out->case_file);
}
