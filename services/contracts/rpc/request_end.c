/* SPDX-License-Identifier: Apache-2.0
 * A signed contract is to end before its time: a case of approvals decides (CON-16).
 */
#include "approval.h"
#include "ending.h"
#include "rooms.h"
#include "schema/rule.h"

static enum status check(struct call *call, const RequestEndRequest *in, const Contract *contract)
{
    Contract after = *contract;
    if (in->purpose != APPROVAL_CASE__PURPOSE__TERMINATION && in->purpose != APPROVAL_CASE__PURPOSE__VOIDING)
        return bad(call, "purpose", "must be TERMINATION or VOIDING");
    return contract_move(&after, in->purpose == APPROVAL_CASE__PURPOSE__VOIDING ? "void" : "terminate", &call->error);
}

RPC(Contracts, request_end, RequestEndRequest, RequestEndReply)
{
    Contract contract;
    enum case_stage stage;
    ContractEndRequested event = CONTRACT_END_REQUESTED__INIT;
    TRY(contract_lock(call, &contract));
    TRY(contract_expect(call, &contract, in->has_expected_version ? &in->expected_version : NULL));
    TRY(check(call, in, &contract));
    TRY(approval_open(call, &contract, in->purpose, in->reason, &out->case_id, &stage));
    if (stage == CASE_IS_APPROVED)
        TRY(approval_close(call, &contract, APPROVAL_CASE__STATE__APPROVED));
    contract_changes(call, (const char *const[]){"approvals"}, 1);
    TRY(contract_done(call, &contract, "requested"));
    event.contract_id = contract.id;
    event.case_id = out->case_id;
    event.has_purpose = true;
    event.purpose = in->purpose;
    event.reason = in->reason;
    event.requested_by = call->actor;
    emit(call, &event, "contract", contract.id, contract.owner_path);
    if (stage == CASE_IS_APPROVED)
        TRY(contract_end(call, &contract, in->purpose, in->reason));
    out->contract = contract_answer(call, &contract);
    return STATUS_OK;
}
