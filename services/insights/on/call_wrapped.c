/* SPDX-License-Identifier: Apache-2.0 */
#include "dealspine/customers.pb-c.h"
#include "fact.h"
#include "rooms.h"

ON(call_wrapped, CallWrapped)
{
    /* A call that the agent left open was judged by nobody. */
    if (in->automatic)
        bind_text(call, "judged_by_person", NULL);
    else
        bind_bool(call, "judged_by_person", in->answered);
    return fact_put(call, &SQL_put_wrapped_call);
}
