/* SPDX-License-Identifier: Apache-2.0
 * A call is over: how long it was. One that was not answered has no recording and does not concern.
 */
#include "dealspine/customers.pb-c.h"
#include "rooms.h"

ON(call_ended, CallEnded)
{
    struct rows rows;
    return sql(call, &SQL_end_call, &rows);
}
