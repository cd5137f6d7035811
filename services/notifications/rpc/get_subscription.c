/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"

RPC(Notifications, get_subscription, GetSubscriptionRequest, GetSubscriptionReply)
{
    struct rows rows;
    TRY(sql_one(call, &SQL_get_subscription, "subscription", &rows));
    out->subscription = arena_alloc(call->arena, sizeof *out->subscription);
    subscription__init(out->subscription);
    row_into(call, &rows, 0, out->subscription);
    return STATUS_OK;
}
