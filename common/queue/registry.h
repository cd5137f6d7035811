/* SPDX-License-Identifier: Apache-2.0
 * Who runs where: the hash `<deployment>:reg:<service>`, a field for each instance. The registry only adds: an instance
 * that is missing from Redis, flushed, short or silent, stays on the list until its caller says that it does not answer
 * (registry_forget). The last list is kept in a file, for a start while Redis is away.
 *
 * An instance calls registry_beat() about every second. One whose counter has stood still for REGISTRY_STALE_MS is
 * swept out of Redis by who reads; its pings had decided long before.
 */
#ifndef QUEUE_REGISTRY_H
#define QUEUE_REGISTRY_H

#include <stddef.h>

#include "base/arena.h"
#include "queue/queue.h"

enum { REGISTRY_ENDPOINTS = 4, REGISTRY_STALE_MS = 60000 };

struct registry; /* belongs to one thread */

struct instance {
    const char *service;   /* "leads" */
    const char *id;        /* unique among all that ever ran: [A-Za-z0-9_.-], at most 64 */
    const char *endpoints[REGISTRY_ENDPOINTS]; /* for zmq_connect(), without blanks, best first; NULL after the last */
    const char *version;   /* of the program; a word */
    uint64_t beat;         /* rises with each registry_beat(); another value is a sign of life */
    bool draining;         /* takes no new calls */
};

/* `file` keeps the list of all services asked for; NULL: none. Owns `queue` from now on (NULL: the file alone). */
struct registry *registry_open(struct queue *queue, const char *file);
void registry_close(struct registry *registry);

/* Says that `instance` is there, with the beat one higher than last time. False when Redis did not answer. */
bool registry_beat(struct registry *registry, const struct instance *instance);
/* On an orderly end. */
void registry_leave(struct registry *registry, const char *service, const char *id);

/* All instances of `service` that are known, the arena's; their number. Asks Redis, at most once in `fresh_ms` for a
 * service; `ret_answered` (may be NULL) tells whether Redis was there to be asked. */
size_t registry_list(struct registry *registry, const char *service, int64_t fresh_ms, struct arena *arena,
                     struct instance **ret_instances, bool *ret_answered);
/* It did not answer its pings: off the list, until it beats again. */
void registry_forget(struct registry *registry, const char *service, const char *id);

#endif
