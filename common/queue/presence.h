/* SPDX-License-Identifier: Apache-2.0
 * This process in the registry, and the others for whoever looks for them. Its functions for the round, the list and
 * silence fit the hooks of a resolver, which calls them on one thread of its own; the rest may be called by any.
 */
#ifndef QUEUE_PRESENCE_H
#define QUEUE_PRESENCE_H

#include "queue/queue.h"

struct presence;

/* `file` keeps the last list for a start while Redis is away. *ret is NULL, and OK is returned, where there is no url. */
enum status presence_open(const struct queue_settings *settings, const char *file, struct presence **ret,
                          struct error *error) MUST_CHECK;
/* When nothing calls the hooks any more; leaves the registry. NULL is allowed. */
void presence_close(struct presence *presence);

/* From now on each round says that this process serves `service` at `endpoint` under `id`. */
void presence_announce(struct presence *presence, const char *service, const char *id, const char *endpoint);
/* From now on it says that it takes no new calls. NULL is allowed. */
void presence_drain(struct presence *presence);

/* The hooks; `context` is the presence. */
void presence_round(void *context);
void presence_list(void *context, const char *service, void (*add)(void *sink, const char *address, const char *id),
                   void *sink);
void presence_silent(void *context, const char *service, const char *address);

#endif
