/* SPDX-License-Identifier: Apache-2.0
 * A target is in force, or has another value: sales plans may name it.
 */
#include "dealspine/insights.pb-c.h"
#include "rooms.h"

ON(target_published, TargetPublished)
{
    (void)in;
    return sql_later(call, &SQL_put_team_target);
}
