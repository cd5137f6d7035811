/* SPDX-License-Identifier: Apache-2.0
 * What a user is told, and the events that say so.
 */
#ifndef NOTIFICATIONS_NOTIFICATION_H
#define NOTIFICATIONS_NOTIFICATION_H

#include "dealspine/notifications.pb-c.h"
#include "service/service.h"

/* Emits what the state says: SENT, FAILED, SUPPRESSED or READ; nothing for the others. `path` is the recipient's. */
void notification_tell(struct call *call, const Notification *notification, const char *path);

#endif
