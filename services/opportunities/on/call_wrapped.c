/* SPDX-License-Identifier: Apache-2.0
 * A call about a deal reached the customer: the clock of stalling starts anew.
 */
#include "clock.h"
#include "dealspine/customers.pb-c.h"
#include "rooms.h"
#include "service/value.h"

ON(call_wrapped, CallWrapped)
{
    struct rows rows;
    Opportunity opportunity = OPPORTUNITY__INIT;
    if (is_blank(in->opportunity_id) || !in->customer_contact)
        return STATUS_OK;
    bind_text(call, "id", in->opportunity_id);
    TRY(sql(call, &SQL_lock_opportunity, &rows));
    if (rows.n == 0)
        return STATUS_OK;
    row_into(call, &rows, 0, &opportunity);
    if (time_us(in->at) <= time_us(opportunity.last_activity_at))
        return STATUS_OK;
    opportunity.last_activity_at = in->at;
    return stall_restart(call, &opportunity);
}
