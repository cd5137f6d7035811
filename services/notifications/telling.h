/* SPDX-License-Identifier: Apache-2.0
 * What happens when something has happened: people are told by the rules, reminders are set or dropped, webhooks queued.
 */
#ifndef NOTIFICATIONS_TELLING_H
#define NOTIFICATIONS_TELLING_H

#include "facts.h"
#include "service/service.h"

#define BULK_PREFIX "bulk." /* of the types that rules name for what a file brought */

struct happening { /* an event, or a reminder whose time has come */
    const char *event_id, *type;
    const char *subject_type, *subject_id;
    const char *owner_path;
    const char *actor; /* user who did it; NULL: nobody */
    const char *data;  /* payload as JSON */
    struct facts facts;
};

/* Writes a notification for each rule, recipient and channel; twice for the same event is once. */
enum status tell(struct call *call, const struct happening *happening) MUST_CHECK;

/* For every event of every domain: service.any. */
enum status tell_of_event(struct call *call) MUST_CHECK;

#endif
