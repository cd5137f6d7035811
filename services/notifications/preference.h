/* SPDX-License-Identifier: Apache-2.0
 * A user's preferences between message and row.
 */
#ifndef NOTIFICATIONS_PREFERENCE_H
#define NOTIFICATIONS_PREFERENCE_H

#include "dealspine/notifications.pb-c.h"
#include "service/service.h"

/* Binds all columns; the address goes sealed. INVALID_ARGUMENT names the field and its rule. */
enum status preference_bind(struct call *call, const NotificationPreference *preference) MUST_CHECK;

/* The caller's own, with defaults where there is none; the call's. */
enum status preference_read(struct call *call, NotificationPreference **ret) MUST_CHECK;

#endif
