/* SPDX-License-Identifier: Apache-2.0 */
#include "decision.h"
#include "rooms.h"

static void emit_step(struct call *call, const Contract *contract, const struct review *review)
{
    ContractStepApproved event = CONTRACT_STEP_APPROVED__INIT;
    event.contract_id = contract->id;
    event.has_text_version = event.has_role = true;
    event.text_version = contract->text_version;
    event.role = review->role;
    event.approver_id = call->actor;
    event.doc_hash = contract->doc_hash;
    emit(call, &event, "contract", contract->id, contract->owner_path);
}

static void emit_approved(struct call *call, const Contract *contract)
{
    ContractApproved event = CONTRACT_APPROVED__INIT;
    event.contract_id = contract->id;
    event.has_text_version = true;
    event.text_version = contract->text_version;
    event.doc_hash = contract->doc_hash;
    emit(call, &event, "contract", contract->id, contract->owner_path);
}

RPC(Contracts, approve_contract, ApproveContractRequest, ApproveContractReply)
{
    Contract contract;
    struct review review;
    struct decision decision = {"approve", APPROVAL_STEP__DECISION__APPROVED, in->remark, in->text_version,
                                in->has_expected_version ? &in->expected_version : NULL};
    TRY(decision_take(call, &decision, &contract, &review));
    bool is_last = contract.state == CONTRACT__STATE__APPROVED;
    if (is_last)
        TRY(decision_close_case(call, APPROVAL_CASE__STATE__APPROVED));
    TRY(contract_done(call, &contract, decision_word(call, "approved", &review)));
    emit_step(call, &contract, &review);
    if (is_last)
        emit_approved(call, &contract);
    out->contract = contract_answer(call, &contract);
    return STATUS_OK;
}
