/* SPDX-License-Identifier: Apache-2.0 */
#include "dealspine/opportunities.pb-c.h"
#include "fact.h"
#include "rooms.h"

ON(opportunity_forecast_changed, OpportunityForecastChanged)
{
    return fact_put(call, &SQL_add_forecast);
}
