/* SPDX-License-Identifier: Apache-2.0
 * Rate limits, one for all replicas: so many in so long (GCRA: a burst, then an even pace). While Redis is away every
 * process counts by itself, so that N replicas let through at most N times as much; nothing is refused for its absence.
 */
#ifndef QUEUE_LIMIT_H
#define QUEUE_LIMIT_H

#include "queue/queue.h"

struct limit; /* may be used by all threads */

struct limit_rule {
    const char *name;  /* "forms" */
    int64_t most;      /* in `per_ms`, and at once */
    int64_t per_ms;
};

/* Owns `queue` from now on (NULL: it counts by itself alone). */
struct limit *limit_open(struct queue *queue);
void limit_close(struct limit *limit);

/* May one more of `subject` happen? If not, `ret_retry_ms` says when. `subject` is an id, an address of ours or a keyed
 * hash: nothing personal, as it becomes part of a key; it is cut at 96 bytes. */
bool limit_take(struct limit *limit, const struct limit_rule *rule, const char *subject, int64_t *ret_retry_ms);

#endif
