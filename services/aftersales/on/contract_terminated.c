/* SPDX-License-Identifier: Apache-2.0
 * The contract has ended before its term: what is not delivered is not owed any more. What was delivered in full before
 * stays so, and the customer is asked and visited as ever.
 */
#include "dealspine/contracts.pb-c.h"
#include "rooms.h"
#include "suspending.h"

ON(contract_terminated, ContractTerminated)
{
    struct delivery delivery;
    bool found;
    TRY(delivery_find(call, in->contract_id, &delivery, &found));
    if (!found || delivery.plan.state == DELIVERY_PLAN__STATE__COMPLETED)
        return STATUS_OK;
    return delivery_suspend(call, &delivery, "CONTRACT_TERMINATED", in->reason);
}
