/* SPDX-License-Identifier: Apache-2.0 */
#include "dealspine/opportunities.pb-c.h"
#include "fact.h"
#include "rooms.h"

ON(opportunity_created, OpportunityCreated)
{
    return in->linked ? STATUS_OK : fact_put(call, &SQL_put_opportunity);
}
