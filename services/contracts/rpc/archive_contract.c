/* SPDX-License-Identifier: Apache-2.0 */
#include "held.h"
#include "rooms.h"

RPC(Contracts, archive_contract, ArchiveContractRequest, ArchiveContractReply)
{
    Contract contract;
    ContractArchived event = CONTRACT_ARCHIVED__INIT;
    TRY(contract_lock(call, &contract));
    TRY(contract_expect(call, &contract, in->has_expected_version ? &in->expected_version : NULL));
    event.has_from_state = true;
    event.from_state = contract.state;
    TRY(contract_move(&contract, "archive", &call->error));
    TRY(contract_done(call, &contract, "archived"));
    TRY(unschedule(call, "term", contract.id));
    event.contract_id = contract.id;
    event.number = contract.number;
    event.customer_id = contract.customer_id;
    emit(call, &event, "contract", contract.id, contract.owner_path);
    out->contract = contract_answer(call, &contract);
    return STATUS_OK;
}
