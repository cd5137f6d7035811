/* SPDX-License-Identifier: Apache-2.0 */
#include "dealspine/identity.pb-c.h"
#include "fact.h"
#include "rooms.h"

ON(user_activated, UserActivated)
{
    bind_bool(call, "is_active", true);
    TRY(fact_put(call, &SQL_put_person));
    TRY(fact_put(call, &SQL_leave_place));
    return fact_put(call, &SQL_enter_place);
}
