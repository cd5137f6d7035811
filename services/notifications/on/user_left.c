/* SPDX-License-Identifier: Apache-2.0
 * Nobody to tell any more: what he was told stays, his address does not.
 */
#include "dealspine/identity.pb-c.h"
#include "rooms.h"

ON(user_left, UserLeft)
{
    struct rows rows;
    TRY(sql(call, &SQL_forget_preference, &rows));
    return sql(call, &SQL_rest_person, &rows);
}
