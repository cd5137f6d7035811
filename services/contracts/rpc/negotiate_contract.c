/* SPDX-License-Identifier: Apache-2.0 */
#include "held.h"
#include "rooms.h"

RPC(Contracts, negotiate_contract, NegotiateContractRequest, NegotiateContractReply)
{
    Contract contract;
    ContractNegotiationOpened event = CONTRACT_NEGOTIATION_OPENED__INIT;
    TRY(contract_hold(call, in->has_expected_version ? &in->expected_version : NULL, "negotiate", &contract));
    TRY(contract_done(call, &contract, "negotiated"));
    event.contract_id = contract.id;
    event.has_text_version = true;
    event.text_version = contract.text_version;
    event.reason = in->reason;
    emit(call, &event, "contract", contract.id, contract.owner_path);
    out->contract = contract_answer(call, &contract);
    return STATUS_OK;
}
