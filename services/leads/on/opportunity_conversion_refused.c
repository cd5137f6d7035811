/* SPDX-License-Identifier: Apache-2.0 */
#include "dealspine/opportunities.pb-c.h"
#include "fallback.h"

ON(opportunity_conversion_refused, OpportunityConversionRefused)
{
    TRY(fallback_apply(call, in->lead_id, in->opportunity_id, in->reason, /* keep= */ false));
    return in->lead_id ? unschedule(call, "conversion_timeout", in->lead_id) : STATUS_OK;
}
