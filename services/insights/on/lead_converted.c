/* SPDX-License-Identifier: Apache-2.0 */
#include "dealspine/leads.pb-c.h"
#include "fact.h"
#include "rooms.h"

ON(lead_converted, LeadConverted)
{
    return fact_put(call, &SQL_convert_lead);
}
