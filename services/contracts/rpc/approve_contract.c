/* SPDX-License-Identifier: Apache-2.0 */
#include "amending.h"
#include "decision.h"
#include "ending.h"
#include "rooms.h"

static void emit_step(struct call *call, const Contract *contract, const struct decided *decided)
{
    const ApprovalSlot *slot = decided->slot;
    ContractStepApproved event = CONTRACT_STEP_APPROVED__INIT;
    event.contract_id = contract->id;
    event.has_text_version = event.has_role = true;
    event.text_version = decided->found.row->text_version;
    event.role = slot->role;
    event.approver_id = call->actor;
    if (event.text_version == contract->text_version)
        event.doc_hash = contract->doc_hash;
    event.on_behalf_of = slot->on_behalf_of;
    emit(call, &event, "contract", contract->id, contract->owner_path);
}

/* What was decided about a signed contract is carried out: another text is sent to be signed, or it ends. */
static enum status carry_out(struct call *call, Contract *contract, const ApprovalCase *decided)
{
    ContractAmendment amendment;
    if (decided->purpose != APPROVAL_CASE__PURPOSE__AMENDMENT)
        return contract_end(call, contract, decided->purpose, decided->reason);
    TRY(amendment_of_case(call, decided->id, &amendment));
    return amendment_send(call, contract, &amendment);
}

RPC(Contracts, approve_contract, ApproveContractRequest, ApproveContractReply)
{
    Contract contract;
    struct decided decided;
    struct decision decision = {APPROVAL_STEP__DECISION__APPROVED, in->remark, in->text_version,
                                in->has_expected_version ? &in->expected_version : NULL};
    TRY(decision_take(call, &decision, &contract, &decided));
    bool is_last = decided.stage == CASE_IS_APPROVED;
    bool is_of_text = approval_is_of_text(&decided.found);
    if (is_of_text)
        TRY(contract_follow(&contract, decided.stage == CASE_AT_LEGAL, is_last, &call->error));
    TRY(contract_done(call, &contract, decision_word(call, "approved", decided.slot)));
    emit_step(call, &contract, &decided);
    if (is_last && is_of_text)
        approval_tell(call, &contract);
    else if (is_last)
        TRY(carry_out(call, &contract, decided.found.row));
    out->contract = contract_answer(call, &contract);
    return STATUS_OK;
}
