/* SPDX-License-Identifier: Apache-2.0
 * Can sign in: may be asked to approve.
 */
#include "dealspine/identity.pb-c.h"
#include "rooms.h"

ON(user_activated, UserActivated)
{
    struct rows rows;
    return sql(call, &SQL_put_person, &rows);
}
