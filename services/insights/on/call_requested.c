/* SPDX-License-Identifier: Apache-2.0 */
#include "dealspine/customers.pb-c.h"
#include "fact.h"
#include "rooms.h"

ON(call_requested, CallRequested)
{
    return fact_put(call, &SQL_put_call);
}
