/* SPDX-License-Identifier: Apache-2.0 */
#include "dealspine/leads.pb-c.h"
#include "fact.h"
#include "rooms.h"

ON(lead_reopened, LeadReopened)
{
    return fact_put(call, &SQL_reopen_lead);
}
