/* SPDX-License-Identifier: Apache-2.0 */
#include "handling.h"
#include "rooms.h"

static void emit_closed(struct call *call, const Case *case_file)
{
    CaseClosed event = CASE_CLOSED__INIT;
    event.case_id = case_file->id;
    event.number = case_file->number;
    event.has_kind = event.has_severity = true;
    event.kind = case_file->kind;
    event.severity = case_file->severity;
    event.customer_id = case_file->customer_id;
    event.handler_id = case_file->handler_id;
    event.owner_id = case_file->owner_id;
    event.root_cause = case_file->root_cause;
    emit(call, &event, "case", case_file->id, case_file->owner_path);
}

RPC(Aftersales, close_case, CloseCaseRequest, CloseCaseReply)
{
    Case case_file;
    TRY(case_hold(call, in->id, in->has_expected_version ? &in->expected_version : NULL, "close", &case_file));
    case_file.root_cause = in->root_cause;
    case_file.closed_at = time_message(call, call->now_us);
    TRY(case_save(call, &case_file));
    TRY(clocks_halt(call, &case_file));
    emit_closed(call, &case_file);
    return case_answer(call, &case_file, &out->case_file);
}
