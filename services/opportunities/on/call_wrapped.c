/* SPDX-License-Identifier: Apache-2.0
 * A call about a deal reached the customer: the clock of stalling starts anew.
 */
#include "clock.h"
#include "dealspine/customers.pb-c.h"
#include "held.h"
#include "rooms.h"

ON(call_wrapped, CallWrapped)
{
    Opportunity opportunity;
    bool found;
    if (!in->customer_contact)
        return STATUS_OK;
    TRY(opportunity_find(call, in->opportunity_id, &opportunity, &found));
    if (!found || time_us(in->at) <= time_us(opportunity.last_activity_at))
        return STATUS_OK;
    opportunity.last_activity_at = in->at;
    return stall_restart(call, &opportunity);
}
