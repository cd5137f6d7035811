/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "subscription.h"

RPC(Notifications, disable_subscription, DisableSubscriptionRequest, DisableSubscriptionReply)
{
    out->subscription = arena_alloc(call->arena, sizeof *out->subscription);
    TRY(subscription_lock(call, out->subscription));
    return subscription_step(call, out->subscription, "disable", "BY_HAND");
}
