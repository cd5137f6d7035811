/* SPDX-License-Identifier: Apache-2.0
 * The agent takes his leads along: their path is his.
 */
#include "dealspine/identity.pb-c.h"
#include "rooms.h"

ON(user_moved, UserMoved)
{
    struct rows rows;
    TRY(sql(call, &SQL_move_agent, &rows));
    return sql(call, &SQL_move_leads, &rows);
}
