/* SPDX-License-Identifier: Apache-2.0 */
#include "approval.h"
#include "rooms.h"

RPC(Contracts, recall_contract, RecallContractRequest, RecallContractReply)
{
    Contract contract;
    struct approval_case found;
    TRY(contract_lock(call, &contract));
    TRY(contract_expect(call, &contract, in->has_expected_version ? &in->expected_version : NULL));
    TRY(approval_read(call, &contract, &found));
    if (approval_is_of_text(&found))
        TRY(contract_move(&contract, "recall", &call->error));
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
