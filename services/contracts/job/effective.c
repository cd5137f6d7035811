/* SPDX-License-Identifier: Apache-2.0
 * The effective date of a signed contract has come.
 */
#include "effect.h"
#include "rooms.h"

JOB(effective, EffectiveJob)
{
    Contract contract;
    bind_text(call, "id", in->contract_id);
    TRY(contract_lock(call, &contract));
    if (contract.state != CONTRACT__STATE__SIGNED)
        return STATUS_OK;
    return contract_await_effect(call, &contract);
}
