/* SPDX-License-Identifier: Apache-2.0
 * Reminders: set by an event, dropped by the one that makes them moot.
 */
#ifndef NOTIFICATIONS_REMINDER_H
#define NOTIFICATIONS_REMINDER_H

#include "telling.h"

/* Is this table about events of this type at all? */
bool reminder_concerns(const char *event_type);

/* Sets, moves or drops the reminders that this event is about. */
enum status reminder_of_event(struct call *call, const struct happening *happening) MUST_CHECK;

#endif
