/* SPDX-License-Identifier: Apache-2.0
 * Whose it is when a merge is taken back.
 */
#include "dealspine/opportunities.pb-c.h"
#include "rooms.h"

ON(opportunity_created, OpportunityCreated)
{
    struct rows rows;
    return sql(call, &SQL_know_opportunity, &rows);
}
