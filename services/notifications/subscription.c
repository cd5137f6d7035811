/* SPDX-License-Identifier: Apache-2.0 */
#include "subscription.h"

#include <string.h>

#include "rooms.h"
#include "sender.h"
#include "states.h"

enum status subscription_lock(struct call *call, Subscription *ret)
{
    struct rows found;
    TRY(sql_one(call, &SQL_lock_subscription, "subscription", &found));
    subscription__init(ret);
    row_into(call, &found, 0, ret);
    return STATUS_OK;
}

static void tell_paused(struct call *call, const Subscription *about)
{
    SubscriptionPaused event = SUBSCRIPTION_PAUSED__INIT;
    event.subscription_id = about->id;
    event.reason = about->reason;
    event.has_failures = true;
    event.failures = about->failures;
    emit(call, &event, "subscription", about->id, about->owner_path);
}

static enum status tell_resumed(struct call *call, const Subscription *about)
{
    struct rows found;
    SubscriptionResumed event = SUBSCRIPTION_RESUMED__INIT;
    bind_text(call, "subscription_id", about->id);
    TRY(sql(call, &SQL_hasten_deliveries, &found));
    sender_ring();
    event.subscription_id = about->id;
    event.has_waiting = true;
    event.waiting = found.n;
    emit(call, &event, "subscription", about->id, about->owner_path);
    return STATUS_OK;
}

static void tell_verified(struct call *call, const Subscription *about)
{
    SubscriptionVerified event = SUBSCRIPTION_VERIFIED__INIT;
    event.subscription_id = about->id;
    emit(call, &event, "subscription", about->id, about->owner_path);
}

static enum status tell_disabled(struct call *call, const Subscription *about)
{
    struct rows cancelled;
    SubscriptionDisabled event = SUBSCRIPTION_DISABLED__INIT;
    bind_text(call, "subscription_id", about->id);
    TRY(sql(call, &SQL_cancel_deliveries, &cancelled));
    event.subscription_id = about->id;
    event.reason = about->reason;
    emit(call, &event, "subscription", about->id, about->owner_path);
    return STATUS_OK;
}

enum status subscription_step(struct call *call, Subscription *subscription, const char *verb, const char *reason)
{
    struct rows saved;
    const char *from =
        protobuf_c_enum_descriptor_get_value(&subscription__state__descriptor, (int)subscription->state)->name;
    const char *to;
    TRY(lifecycle_step(&subscription_lifecycle, from, verb, &to, &call->error));
    bind_text(call, "subscription_id", subscription->id);
    bind_text(call, "to_state", to);
    bind_text(call, "reason", reason);
    TRY(sql_one(call, &SQL_save_subscription, "subscription", &saved));
    uint32_t failures = subscription->failures;
    row_into(call, &saved, 0, subscription);
    if (strcmp(verb, "pause") == 0) {
        subscription->failures = failures;
        tell_paused(call, subscription);
    } else if (strcmp(verb, "verify") == 0) {
        tell_verified(call, subscription);
    } else {
        return strcmp(verb, "resume") == 0 ? tell_resumed(call, subscription) : tell_disabled(call, subscription);
    }
    return STATUS_OK;
}
