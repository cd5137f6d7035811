/* SPDX-License-Identifier: Apache-2.0 */
#include "decision.h"
#include "rooms.h"

RPC(Contracts, reject_contract, RejectContractRequest, RejectContractReply)
{
    Contract contract;
    struct decided decided;
    struct decision decision = {APPROVAL_STEP__DECISION__REJECTED, in->remark, in->text_version,
                                in->has_expected_version ? &in->expected_version : NULL};
    TRY(decision_take(call, &decision, &contract, &decided));
    if (approval_is_of_text(&decided.found))
        TRY(contract_move(&contract, "reject", &call->error));
    TRY(contract_done(call, &contract, decision_word(call, "rejected", decided.slot)));
    ContractStepRejected event = CONTRACT_STEP_REJECTED__INIT;
    event.contract_id = contract.id;
    event.has_text_version = event.has_role = true;
    event.text_version = contract.text_version;
    event.role = decided.slot->role;
    event.approver_id = call->actor;
    emit(call, &event, "contract", contract.id, contract.owner_path);
    out->contract = contract_answer(call, &contract);
    return STATUS_OK;
}
