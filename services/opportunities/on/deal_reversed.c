/* SPDX-License-Identifier: Apache-2.0
 * The contract that had won an opportunity is void: the opportunity is open again. One that another contract has won
 * meanwhile, or that was not won, does not concern.
 */
#include "dealspine/contracts.pb-c.h"
#include "reopening.h"
#include "rooms.h"

ON(deal_reversed, DealReversed)
{
    struct rows rows;
    Opportunity opportunity = OPPORTUNITY__INIT;
    if (is_blank(in->opportunity_id))
        return STATUS_OK;
    bind_text(call, "id", in->opportunity_id);
    TRY(sql(call, &SQL_lock_opportunity, &rows));
    if (rows.n == 0)
        return STATUS_OK;
    row_into(call, &rows, 0, &opportunity);
    note(call, "opportunity", opportunity.id);
    opportunity_touch(call, NULL);
    if (opportunity.state != OPPORTUNITY__STATE__WON || !text_equal(opportunity.contract_id, in->contract_id))
        return STATUS_OK;
    TRY(opportunity_step(&opportunity, "reverse", &call->error));
    return opportunity_reopen(call, &opportunity, in->reason, in->contract_id);
}
