/* SPDX-License-Identifier: Apache-2.0
 * Another team: another superior.
 */
#include "dealspine/identity.pb-c.h"
#include "rooms.h"

ON(user_moved, UserMoved)
{
    struct rows rows;
    return sql(call, &SQL_move_person, &rows);
}
