/* SPDX-License-Identifier: Apache-2.0
 * The contract that had won an opportunity is void: the opportunity is open again. One that another contract has won
 * meanwhile, or that was not won, does not concern.
 */
#include "dealspine/contracts.pb-c.h"
#include "held.h"
#include "reopening.h"
#include "rooms.h"

ON(deal_reversed, DealReversed)
{
    Opportunity opportunity;
    bool found;
    TRY(opportunity_find(call, in->opportunity_id, &opportunity, &found));
    if (!found || opportunity.state != OPPORTUNITY__STATE__WON || !text_equal(opportunity.contract_id, in->contract_id))
        return STATUS_OK;
    TRY(opportunity_step(&opportunity, "reverse", &call->error));
    return opportunity_reopen(call, &opportunity, in->reason, in->contract_id);
}
