/* SPDX-License-Identifier: Apache-2.0 */
#include "approval.h"
#include "rooms.h"

RPC(Contracts, cancel_contract, CancelContractRequest, CancelContractReply)
{
    Contract contract;
    TRY(contract_hold(call, in->has_expected_version ? &in->expected_version : NULL, "cancel", &contract));
    TRY(approval_close(call, &contract, APPROVAL_CASE__STATE__SUPERSEDED));
    TRY(contract_done(call, &contract, "cancelled"));
    ContractCancelled event = CONTRACT_CANCELLED__INIT;
    event.contract_id = contract.id;
    event.reason = in->reason;
    emit(call, &event, "contract", contract.id, contract.owner_path);
    out->contract = contract_answer(call, &contract);
    return STATUS_OK;
}
