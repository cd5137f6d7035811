/* SPDX-License-Identifier: Apache-2.0
 * As when suspended: a manager gives his leads to others.
 */
#include "dealspine/identity.pb-c.h"
#include "rooms.h"

ON(user_left, UserLeft)
{
    struct rows rows;
    return sql(call, &SQL_suspend_agent, &rows);
}
