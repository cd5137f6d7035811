/* SPDX-License-Identifier: Apache-2.0
 * Is asked nothing any more, and nobody decides in his name.
 */
#include "dealspine/identity.pb-c.h"
#include "rooms.h"

ON(user_left, UserLeft)
{
    struct rows rows;
    return sql(call, &SQL_dismiss_person, &rows);
}
