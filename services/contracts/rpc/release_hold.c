/* SPDX-License-Identifier: Apache-2.0 */
#include "holding.h"
#include "rooms.h"

RPC(Contracts, release_hold, ReleaseHoldRequest, ReleaseHoldReply)
{
    Contract contract;
    TRY(contract_lock(call, &contract));
    return hold_release(call, &contract, in->hold_id, in->reason, &out->hold);
}
