/* SPDX-License-Identifier: Apache-2.0 */
#include "handling.h"
#include "rooms.h"

static void emit_reopened(struct call *call, const Case *case_file)
{
    CaseReopened event = CASE_REOPENED__INIT;
    event.case_id = case_file->id;
    event.number = case_file->number;
    event.customer_id = case_file->customer_id;
    event.handler_id = case_file->handler_id;
    event.owner_id = case_file->owner_id;
    event.reason = case_file->reason;
    emit(call, &event, "case", case_file->id, case_file->owner_path);
}

RPC(Aftersales, reopen_case, ReopenCaseRequest, ReopenCaseReply)
{
    Case case_file;
    SeverityClass severity;
    TRY(case_hold(call, in->id, in->has_expected_version ? &in->expected_version : NULL, "reopen", &case_file));
    TRY(severity_read(call, &case_file, &severity));
    case_file.reason = in->reason;
    case_file.reopenings++;
    case_file.closed_at = case_file.resolved_at = NULL;
    TRY(case_save(call, &case_file));
    TRY(clock_start(call, &case_file, &severity, CASE_CLOCK__NAME__FIRST_RESPONSE));
    TRY(clock_start(call, &case_file, &severity, CASE_CLOCK__NAME__RESOLVE));
    emit_reopened(call, &case_file);
    return case_answer(call, &case_file, &out->case_file);
}
