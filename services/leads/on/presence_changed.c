/* SPDX-License-Identifier: Apache-2.0
 * Who is paused or offline gets no leads by rule.
 */
#include "dealspine/identity.pb-c.h"
#include "rooms.h"

ON(presence_changed, PresenceChanged)
{
    struct rows rows;
    bind_bool(call, "absent", in->to == PRESENCE__STATE__PAUSED || in->to == PRESENCE__STATE__OFFLINE);
    return sql(call, &SQL_set_agent_absent, &rows);
}
