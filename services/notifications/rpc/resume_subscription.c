/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "subscription.h"

RPC(Notifications, resume_subscription, ResumeSubscriptionRequest, ResumeSubscriptionReply)
{
    out->subscription = arena_alloc(call->arena, sizeof *out->subscription);
    TRY(subscription_lock(call, out->subscription));
    return subscription_step(call, out->subscription, "resume", NULL);
}
