/* SPDX-License-Identifier: Apache-2.0 */
#include "dealspine/customers.pb-c.h"
#include "fact.h"
#include "rooms.h"

ON(activity_completed, ActivityCompleted)
{
    return fact_put(call, &SQL_put_activity);
}
