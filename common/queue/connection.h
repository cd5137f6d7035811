/* SPDX-License-Identifier: Apache-2.0
 * What the files of this folder know of a connection. hiredis stays behind it. Tests put another connection in the place
 * of queue.c; what is in command.c is the same for all.
 */
#ifndef QUEUE_CONNECTION_H
#define QUEUE_CONNECTION_H

#include <hiredis/hiredis.h>

#include "base/arena.h"
#include "queue/queue.h"

struct words { /* one command; bytes are borrowed until it was put */
    const char *word[320];
    size_t size[320];
    int n;
};
void words_put(struct words *words, const char *text);
void words_put_bytes(struct words *words, const void *bytes, size_t n);

/* Puts a command behind those not yet answered; false while Redis is away. */
bool queue_put(struct queue *queue, const struct words *words);
/* The reply to the oldest of them, to be freed by freeReplyObject(); NULL when the connection was lost, together with
 * all that was not answered. */
redisReply *queue_take(struct queue *queue);
/* Both, for one command. An error reply is counted as a failure and gives NULL. */
redisReply *queue_ask(struct queue *queue, const struct words *words);
/* Redis answered with an error that no command expects: as good as away. */
void queue_spoilt(struct queue *queue, const char *why);
/* How long a command may take on top of the patience: it was told to wait. */
void queue_wait(struct queue *queue, int64_t ms);

const char *queue_deployment(const struct queue *queue);
/* "<deployment>:<kind>:<name>", the arena's. */
const char *queue_key(const struct queue *queue, struct arena *arena, const char *kind, const char *name);

/* Where the last ring heard on this connection stands in its bell's stream. */
char *queue_bell(struct queue *queue);
enum { BELL_TEXT = 48 };

enum queue_figure { FIGURE_CALLS, FIGURE_FAILURES, FIGURE_OUTAGES, FIGURE_ADDED, FIGURE_PRESENT, FIGURE_WIPED, FIGURE_READ };
void queue_count(enum queue_figure figure, uint64_t n);

#endif
