/* SPDX-License-Identifier: Apache-2.0 */
#include "handling.h"
#include "rooms.h"

static void emit_rejected(struct call *call, const Case *case_file)
{
    CaseRejected event = CASE_REJECTED__INIT;
    event.case_id = case_file->id;
    event.number = case_file->number;
    event.customer_id = case_file->customer_id;
    event.owner_id = case_file->owner_id;
    event.reason = case_file->reason;
    emit(call, &event, "case", case_file->id, case_file->owner_path);
}

RPC(Aftersales, reject_case, RejectCaseRequest, RejectCaseReply)
{
    Case case_file;
    TRY(case_hold(call, in->id, in->has_expected_version ? &in->expected_version : NULL, "reject", &case_file));
    case_file.reason = in->reason;
    TRY(case_save(call, &case_file));
    TRY(clocks_halt(call, &case_file));
    emit_rejected(call, &case_file);
    return case_answer(call, &case_file, &out->case_file);
}
