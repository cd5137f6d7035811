/* SPDX-License-Identifier: Apache-2.0 */
#include "dealspine/identity.pb-c.h"
#include "fact.h"
#include "rooms.h"

ON(user_left, UserLeft)
{
    return fact_put(call, &SQL_retire_person);
}
