/* SPDX-License-Identifier: Apache-2.0 */
#include "dealspine/customers.pb-c.h"
#include "trait.h"

ON(customer_tier_changed, CustomerTierChanged)
{
    return trait_follow(call, in->customer_id, TRAIT_TIER, in->to);
}
