/* SPDX-License-Identifier: Apache-2.0
 * Everybody who may own leads is an agent; which of them get some is for the rules to say.
 */
#include "dealspine/identity.pb-c.h"
#include "rooms.h"

ON(user_activated, UserActivated)
{
    struct rows rows;
    return sql(call, &SQL_put_agent, &rows);
}
