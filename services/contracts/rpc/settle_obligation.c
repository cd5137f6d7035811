/* SPDX-License-Identifier: Apache-2.0
 * An obligation is fulfilled, breached or waived (CON-13); of a signed contract, a condition of taking effect.
 */
#include "effect.h"
#include "fulfilling.h"
#include "rooms.h"

RPC(Contracts, settle_obligation, SettleObligationRequest, SettleObligationReply)
{
    Contract contract;
    ContractDuty **duties;
    size_t n;
    TRY(contract_lock(call, &contract));
    TRY(contract_expect(call, &contract, in->has_expected_version ? &in->expected_version : NULL));
    if (contract.state != CONTRACT__STATE__EFFECTIVE && contract.state != CONTRACT__STATE__SIGNED)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "WRONG_STATE", "this contract is %s, neither signed nor in effect",
                        contract_state_name(contract.state));
    TRY(duties_read(call, &contract, &duties, &n));
    ContractDuty *duty = duty_find(duties, n, in->code);
    if (!duty)
        return fail(call, STATUS_NOT_FOUND, "this contract has no obligation %s", in->code);
    TRY(duty_close(call, &contract, duty, in->state, in->reason));
    if (contract.state == CONTRACT__STATE__SIGNED)
        TRY(contract_await_effect(call, &contract));
    out->contract = contract_answer(call, &contract);
    return duties_read(call, &contract, &out->duties, &out->n_duties);
}
