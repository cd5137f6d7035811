/* SPDX-License-Identifier: Apache-2.0 */
#include "dealspine/leads.pb-c.h"
#include "owner.h"

ON(lead_claimed, LeadClaimed)
{
    const struct owned_lead lead = {
        .lead_id = in->lead_id,
        .customer_id = in->customer_id,
        .owner_id = in->owner_id,
        .owner_path = in->owner_path,
        .previous_owner_id = in->previous_owner_id,
    };
    return give_owner(call, &lead);
}
