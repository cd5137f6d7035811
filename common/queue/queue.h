/* SPDX-License-Identifier: Apache-2.0
 * A connection to Redis that may fail at any time. Redis only makes things quicker: it may lose, repeat, lie, be wiped
 * or never be started, and no caller may draw anything from it that Postgres would not confirm.
 *
 * A failure is no error of the caller's: the function says that Redis gave nothing, the first failure of an outage is
 * logged, further ones are counted. While Redis is away calls return at once; it is tried again after 100 ms, doubled up
 * to 5 s. A call waits at most the connection's `patience_ms` (and the time that it was asked to wait for events).
 *
 * This folder alone includes hiredis. Every key begins with the deployment's name, so stacks may share a Redis.
 * Nothing personal goes into a key or a value: ids, codes, numbers and packed events.
 */
#ifndef QUEUE_QUEUE_H
#define QUEUE_QUEUE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"

enum { QUEUE_PATIENCE_MS = 250 };

struct queue; /* belongs to one thread, or to whoever holds a lock; NULL stands for a Redis that is always away */

struct queue_settings {
    const char *url;        /* "unix:///run/redis.sock[?db=N]", "redis://[[user]:password@]host[:port][/N]"; "" or NULL: none */
    const char *deployment; /* 1 to 64 of [A-Za-z0-9_.-]: first part of every key */
    const char *purpose;    /* a word for the log: "relay" */
    int64_t patience_ms;    /* 0: QUEUE_PATIENCE_MS */
};

/* Connects at the first use. `*ret` is NULL, and OK is returned, where there is no url.
 * INVALID_ARGUMENT: not such a url, or not such a deployment; the message never shows the url. */
enum status queue_open(const struct queue_settings *settings, struct queue **ret, struct error *error) MUST_CHECK;
void queue_close(struct queue *queue);

/* Did Redis answer the last call? Without asking it. */
bool queue_is_up(const struct queue *queue);

/* Of all connections of this process since its start. */
struct queue_figures {
    uint64_t calls;    /* answered by Redis */
    uint64_t failures; /* calls that it did not answer, those during a pause included */
    uint64_t outages;  /* times that a connection was lost or could not be made after it had been good */
    uint64_t added;    /* events put into lanes */
    uint64_t present;  /* events that were there already */
    uint64_t wiped;    /* lanes found missing and begun anew */
    uint64_t read;     /* events read from lanes */
};
struct queue_figures queue_figures(void);

#endif
