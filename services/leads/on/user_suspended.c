/* SPDX-License-Identifier: Apache-2.0
 * What the user owns stays with him; he gets nothing new.
 */
#include "dealspine/identity.pb-c.h"
#include "rooms.h"

ON(user_suspended, UserSuspended)
{
    struct rows rows;
    return sql(call, &SQL_suspend_agent, &rows);
}
