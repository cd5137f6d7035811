/* SPDX-License-Identifier: Apache-2.0 */
#include "approval.h"
#include "rooms.h"

RPC(Contracts, recall_contract, RecallContractRequest, RecallContractReply)
{
    Contract contract;
    TRY(contract_hold(call, in->has_expected_version ? &in->expected_version : NULL, "recall", &contract));
    TRY(approval_close(call, &contract, APPROVAL_CASE__STATE__RECALLED));
    TRY(contract_done(call, &contract, "recalled"));
    ContractRecalled event = CONTRACT_RECALLED__INIT;
    event.contract_id = contract.id;
    event.has_text_version = true;
    event.text_version = contract.text_version;
    emit(call, &event, "contract", contract.id, contract.owner_path);
    out->contract = contract_answer(call, &contract);
    return STATUS_OK;
}
