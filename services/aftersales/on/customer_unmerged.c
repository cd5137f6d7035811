/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "service/follow.h"

ON(customer_unmerged, CustomerUnmerged)
{
    struct rows rows;
    TRY(follow_unmerged(call, in));
    return sql(call, &SQL_part_improvements, &rows); /* they name nothing of the customer's but their survey */
}
