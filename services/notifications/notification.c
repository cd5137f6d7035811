/* SPDX-License-Identifier: Apache-2.0 */
#include "notification.h"

static void tell_sent(struct call *call, const Notification *about, const char *path)
{
    NotificationSent event = NOTIFICATION_SENT__INIT;
    event.notification_id = about->id;
    event.recipient_id = about->recipient_id;
    event.has_channel = event.has_attempts = true;
    event.channel = about->channel;
    event.rule = about->rule;
    event.topic = about->topic;
    event.event_id = about->event_id;
    event.attempts = about->attempts;
    emit(call, &event, "notification", about->id, path);
}

static void tell_failed(struct call *call, const Notification *about, const char *path)
{
    NotificationFailed event = NOTIFICATION_FAILED__INIT;
    event.notification_id = about->id;
    event.recipient_id = about->recipient_id;
    event.has_channel = event.has_attempts = true;
    event.channel = about->channel;
    event.rule = about->rule;
    event.topic = about->topic;
    event.event_id = about->event_id;
    event.attempts = about->attempts;
    event.reason = about->reason;
    emit(call, &event, "notification", about->id, path);
}

static void tell_suppressed(struct call *call, const Notification *about, const char *path)
{
    NotificationSuppressed event = NOTIFICATION_SUPPRESSED__INIT;
    event.notification_id = about->id;
    event.recipient_id = about->recipient_id;
    event.has_channel = true;
    event.channel = about->channel;
    event.rule = about->rule;
    event.topic = about->topic;
    event.event_id = about->event_id;
    event.reason = about->reason;
    emit(call, &event, "notification", about->id, path);
}

static void tell_read(struct call *call, const Notification *about, const char *path)
{
    NotificationRead event = NOTIFICATION_READ__INIT;
    event.notification_id = about->id;
    event.recipient_id = about->recipient_id;
    event.rule = about->rule;
    event.topic = about->topic;
    emit(call, &event, "notification", about->id, path);
}

void notification_tell(struct call *call, const Notification *notification, const char *path)
{
    switch (notification->state) {
    case NOTIFICATION__STATE__SENT:
        tell_sent(call, notification, path);
        break;
    case NOTIFICATION__STATE__FAILED:
        tell_failed(call, notification, path);
        break;
    case NOTIFICATION__STATE__SUPPRESSED:
        tell_suppressed(call, notification, path);
        break;
    case NOTIFICATION__STATE__READ:
        tell_read(call, notification, path);
        break;
    default:
        break;
    }
}
