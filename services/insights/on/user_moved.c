/* SPDX-License-Identifier: Apache-2.0
 * What was done stays with the team where it was done; what follows counts for the new one.
 */
#include "dealspine/identity.pb-c.h"
#include "fact.h"
#include "rooms.h"

ON(user_moved, UserMoved)
{
    bind_bool(call, "is_active", !in->has_active || in->active);
    TRY(fact_put(call, &SQL_put_person));
    TRY(fact_put(call, &SQL_leave_place));
    return fact_put(call, &SQL_enter_place);
}
