/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "service/follow.h"
#include "trait.h"

ON(customer_unmerged, CustomerUnmerged)
{
    struct rows rows;
    TRY(follow_unmerged(call, in));
    TRY(sql(call, &SQL_empty_slots, &rows));
    bind_text(call, "slot_of", in->customer_id);
    TRY(sql(call, &SQL_fill_slots, &rows));
    bind_text(call, "slot_of", in->from_customer_id);
    TRY(sql(call, &SQL_fill_slots, &rows));
    if (in->region)
        TRY(trait_follow(call, in->customer_id, TRAIT_REGION, in->region));
    if (in->has_decision_cycle_days)
        TRY(trait_follow(call, in->customer_id, TRAIT_CYCLE, trait_days(call, true, in->decision_cycle_days)));
    return in->tier ? trait_follow(call, in->customer_id, TRAIT_TIER, in->tier) : STATUS_OK;
}
