/* SPDX-License-Identifier: Apache-2.0 */
#include "decision.h"
#include "rooms.h"
#include "wording.h"

/* The same terms as the next version, which may be changed. */
static enum status begin_next_text(struct call *call, Contract *contract)
{
    GetContractReply terms = GET_CONTRACT_REPLY__INIT;
    const char *document;
    TRY(wording_read(call, contract, &terms));
    contract->text_version++;
    TRY(wording_settle(call, contract, &terms, &document));
    TRY(wording_write(call, contract, &terms, document));
    return contract_done(call, contract, "versioned");
}

RPC(Contracts, return_contract, ReturnContractRequest, ReturnContractReply)
{
    Contract contract;
    struct decided decided;
    struct decision decision = {APPROVAL_STEP__DECISION__RETURNED, in->remark, in->text_version,
                                in->has_expected_version ? &in->expected_version : NULL};
    TRY(decision_take(call, &decision, &contract, &decided));
    uint32_t returned = contract.text_version;
    if (approval_is_of_text(&decided.found)) {
        TRY(contract_move(&contract, "return", &call->error));
        TRY(contract_chain(call, &contract, decision_word(call, "returned", decided.slot)));
        TRY(begin_next_text(call, &contract));
    } else {
        TRY(contract_done(call, &contract, decision_word(call, "returned", decided.slot)));
    }
    ContractStepReturned event = CONTRACT_STEP_RETURNED__INIT;
    event.contract_id = contract.id;
    event.has_text_version = event.has_role = event.has_next_text_version = true;
    event.text_version = returned;
    event.role = decided.slot->role;
    event.approver_id = call->actor;
    event.next_text_version = contract.text_version;
    emit(call, &event, "contract", contract.id, contract.owner_path);
    out->contract = contract_answer(call, &contract);
    return STATUS_OK;
}
