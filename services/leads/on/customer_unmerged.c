/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "service/follow.h"

ON(customer_unmerged, CustomerUnmerged)
{
    struct rows rows;
    TRY(follow_unmerged(call, in));
    TRY(sql(call, &SQL_empty_slots, &rows));
    bind_text(call, "slot_of", in->customer_id);
    TRY(sql(call, &SQL_fill_slots, &rows));
    bind_text(call, "slot_of", in->from_customer_id);
    return sql(call, &SQL_fill_slots, &rows);
}
