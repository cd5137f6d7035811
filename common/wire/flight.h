/* SPDX-License-Identifier: Apache-2.0
 * One call on its way out, from client_send() to its answer; and the answers themselves.
 */
#ifndef WIRE_FLIGHT_H
#define WIRE_FLIGHT_H

#include <sys/queue.h>

#include "wire/client.h"
#include "wire/frames.h"
#include "wire/mailbox.h"
#include "wire/timers.h"

struct target;
struct endpoint;

enum flight_state {
    FLIGHT_NEW,
    FLIGHT_WAITING, /* in its target's list, for an endpoint with room */
    FLIGHT_SENT,    /* has a place in the window of `endpoint` */
    FLIGHT_PAUSED   /* until its next attempt */
};

struct flight {
    struct letter letter; /* first */
    struct timer timer;   /* its deadline, or its next attempt */
    TAILQ_ENTRY(flight) waiting;
    struct target *target;
    struct endpoint *endpoint;
    uint32_t place; /* in the endpoint's window */
    enum flight_state state;
    int64_t deadline_ms;
    unsigned retries;
    bool query, keyed;
    char *instance;       /* the only one it may go to; NULL: any */
    bool uncertain;       /* an earlier attempt may have been executed */
    struct error *failed; /* refused before it began, or why the last attempt failed; NULL */
    void (*done)(void *context, struct answer *answer);
    void *context;
    uint8_t id[ID_SIZE];
    size_t header_size, body_size;
    uint8_t bytes[]; /* header without timeout_ms, then body */
};

/* Copies the call. One that can't be sent at all has `failed` set. */
struct flight *flight_new(const struct outcall *outcall);
void flight_free(struct flight *flight);

/* Remembers why an attempt failed. */
void flight_fail(struct flight *flight, const struct error *error);

/* Queues the two frames on `socket`, with `timeout_ms` left; false when it does not take them. */
bool flight_send(const struct flight *flight, void *socket, uint32_t timeout_ms);

/* An answer that no peer gave. */
struct answer *answer_new(const struct error *error);
/* The answer in a reply; takes over `arena`, which holds `header`. */
struct answer *answer_of_reply(struct arena *arena, Header *header, const void *body, size_t body_size);

#endif
