/* SPDX-License-Identifier: Apache-2.0 */
#include "dealspine/leads.pb-c.h"
#include "fact.h"
#include "rooms.h"

ON(lead_withdrawn, LeadWithdrawn)
{
    return fact_put(call, &SQL_withdraw_lead);
}
