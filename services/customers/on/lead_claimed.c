/* SPDX-License-Identifier: Apache-2.0 */
#include "dealspine/leads.pb-c.h"
#include "owner.h"

ON(lead_claimed, LeadClaimed)
{
    return give_owner(call, in->customer_id, in->owner_id, in->owner_path, in->lead_id);
}
