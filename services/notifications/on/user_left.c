/* SPDX-License-Identifier: Apache-2.0
 * Nobody to tell any more; what he was told stays.
 */
#include "dealspine/identity.pb-c.h"
#include "rooms.h"

ON(user_left, UserLeft)
{
    struct rows rows;
    return sql(call, &SQL_rest_person, &rows);
}
