/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "subscription.h"

RPC(Notifications, pause_subscription, PauseSubscriptionRequest, PauseSubscriptionReply)
{
    out->subscription = arena_alloc(call->arena, sizeof *out->subscription);
    TRY(subscription_lock(call, out->subscription));
    return subscription_step(call, out->subscription, "pause", "BY_HAND");
}
