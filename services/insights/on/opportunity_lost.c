/* SPDX-License-Identifier: Apache-2.0 */
#include "dealspine/opportunities.pb-c.h"
#include "fact.h"
#include "rooms.h"

ON(opportunity_lost, OpportunityLost)
{
    return fact_put(call, &SQL_lose_opportunity);
}
