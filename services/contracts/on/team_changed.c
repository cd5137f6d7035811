/* SPDX-License-Identifier: Apache-2.0
 * Who leads which team.
 */
#include "dealspine/identity.pb-c.h"
#include "rooms.h"

ON(team_changed, TeamChanged)
{
    struct rows rows;
    return sql(call, &SQL_put_team, &rows);
}
