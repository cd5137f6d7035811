/* SPDX-License-Identifier: Apache-2.0 */
#include "dealspine/identity.pb-c.h"
#include "fact.h"
#include "rooms.h"

ON(presence_changed, PresenceChanged)
{
    return fact_put(call, &SQL_put_presence);
}
