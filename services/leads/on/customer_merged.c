/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "service/follow.h"

ON(customer_merged, CustomerMerged)
{
    struct rows rows;
    TRY(follow_merged(call, in));
    bind_text(call, "slot_of", in->customer_id);
    return sql(call, &SQL_fill_slots, &rows);
}
