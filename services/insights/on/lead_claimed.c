/* SPDX-License-Identifier: Apache-2.0 */
#include "dealspine/leads.pb-c.h"
#include "fact.h"
#include "rooms.h"

ON(lead_claimed, LeadClaimed)
{
    return fact_put(call, &SQL_assign_lead);
}
