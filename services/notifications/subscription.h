/* SPDX-License-Identifier: Apache-2.0
 * Webhook subscriptions: steps that several methods and the sender take.
 */
#ifndef NOTIFICATIONS_SUBSCRIPTION_H
#define NOTIFICATIONS_SUBSCRIPTION_H

#include "dealspine/notifications.pb-c.h"
#include "service/service.h"

/* Reads and locks the one of the request's `id` within the caller's scope. NOT_FOUND. */
enum status subscription_lock(struct call *call, Subscription *ret) MUST_CHECK;

/* Takes the step `verb` of the table and saves the state with `reason` (NULL: none); failures in a row begin anew when it
 * resumes. Emits subscription.paused, .resumed, .verified or .disabled. Deliveries of a disabled one are CANCELLED.
 * FAILED_PRECONDITION, reason WRONG_STATE. */
enum status subscription_step(struct call *call, Subscription *subscription, const char *verb, const char *reason)
    MUST_CHECK;

#endif
