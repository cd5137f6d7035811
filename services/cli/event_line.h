/* SPDX-License-Identifier: Apache-2.0
 * One event as one line, and the cursor that stands right behind it.
 */
#ifndef CLI_EVENT_LINE_H
#define CLI_EVENT_LINE_H

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>

#include "base/arena.h"
#include "dealspine/events.pb-c.h"

/* `event` as the gateway gives it in JSON. With `json` the whole of it, the payload as an object; else time, log
 * position, type, aggregate and payload in words. */
void event_print(const json_t *event, bool json, FILE *out);

/* The packed Cursor behind base64 text, the arena's; NULL if there is none in it. */
Cursor *cursor_read(const char *text, struct arena *arena);

/* `text` with the point of the event's domain moved to the event; epochs of new domains are those of `after`, the
 * cursor behind the event's page. Base64, the arena's; NULL if `text` is no cursor. */
char *cursor_step(const char *text, const json_t *event, const Cursor *after, struct arena *arena);

#endif
