/* SPDX-License-Identifier: Apache-2.0
 * Is not asked for the time being.
 */
#include "dealspine/identity.pb-c.h"
#include "rooms.h"

ON(user_suspended, UserSuspended)
{
    struct rows rows;
    return sql(call, &SQL_rest_person, &rows);
}
