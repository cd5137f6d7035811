/* SPDX-License-Identifier: Apache-2.0 */
#include "booking.h"
#include "held.h"
#include "rooms.h"

/* Nobody looks at the instalments of what was put away. */
static enum status check_paid(struct call *call, const Contract *contract)
{
    Payment **payments;
    size_t n;
    TRY(payments_read(call, contract->id, &payments, &n));
    for (size_t i = 0; i < n; i++)
        if (payment_is_open(payments[i]))
            return fail_for(call, STATUS_FAILED_PRECONDITION, "PAYMENTS_OPEN", "instalment %u is still to be paid",
                            (unsigned)payments[i]->position);
    return STATUS_OK;
}

RPC(Contracts, archive_contract, ArchiveContractRequest, ArchiveContractReply)
{
    Contract contract;
    ContractArchived event = CONTRACT_ARCHIVED__INIT;
    TRY(contract_lock(call, &contract));
    TRY(contract_expect(call, &contract, in->has_expected_version ? &in->expected_version : NULL));
    event.has_from_state = true;
    event.from_state = contract.state;
    TRY(contract_move(&contract, "archive", &call->error));
    TRY(check_paid(call, &contract));
    TRY(contract_done(call, &contract, "archived"));
    TRY(unschedule(call, "term", contract.id));
    event.contract_id = contract.id;
    event.number = contract.number;
    event.customer_id = contract.customer_id;
    emit(call, &event, "contract", contract.id, contract.owner_path);
    out->contract = contract_answer(call, &contract);
    return STATUS_OK;
}
