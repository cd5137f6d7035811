/* SPDX-License-Identifier: Apache-2.0
 * The deal was taken back, also one that was delivered. A plan that was given up before stays so.
 */
#include "dealspine/contracts.pb-c.h"
#include "rooms.h"
#include "suspending.h"

ON(deal_reversed, DealReversed)
{
    struct delivery delivery;
    bool found;
    TRY(delivery_find(call, in->contract_id, &delivery, &found));
    return found ? delivery_suspend(call, &delivery, "DEAL_REVERSED", in->reason) : STATUS_OK;
}
