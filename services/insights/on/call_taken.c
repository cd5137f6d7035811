/* SPDX-License-Identifier: Apache-2.0 */
#include "dealspine/customers.pb-c.h"
#include "fact.h"
#include "rooms.h"

ON(call_taken, CallTaken)
{
    return fact_put(call, &SQL_put_taken_call);
}
