/* SPDX-License-Identifier: Apache-2.0
 * A contract is taken back after it was signed. Where its deal had been closed, the reversal is told with it.
 */
#include "approval.h"
#include "ending.h"
#include "rooms.h"

RPC(Contracts, void_contract, VoidContractRequest, VoidContractReply)
{
    Contract contract;
    TRY(contract_lock(call, &contract));
    TRY(contract_may_void(&contract, call->actor, &call->error));
    TRY(contract_expect(call, &contract, in->has_expected_version ? &in->expected_version : NULL));
    TRY(approval_close(call, &contract, APPROVAL_CASE__STATE__SUPERSEDED));
    TRY(contract_void(call, &contract, in->reason));
    out->contract = contract_answer(call, &contract);
    return STATUS_OK;
}
