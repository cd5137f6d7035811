/* SPDX-License-Identifier: Apache-2.0
 * A call was wrapped up: which script was shown, where the agent said so.
 */
#include "dealspine/customers.pb-c.h"
#include "rooms.h"

ON(call_wrapped, CallWrapped)
{
    struct rows rows;
    return sql(call, &SQL_wrap_call, &rows);
}
