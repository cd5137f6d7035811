/* SPDX-License-Identifier: Apache-2.0
 * One connection to one instance of a service: a DEALER, its monitor, its window, its pings. A connection that ends is
 * thrown away with its socket, since ZeroMQ would connect again in silence and lose what was in flight.
 */
#ifndef WIRE_ENDPOINT_H
#define WIRE_ENDPOINT_H

#include "wire/curve.h"
#include "wire/flight.h"
#include "wire/window.h"

enum endpoint_state {
    ENDPOINT_ASIDE,      /* no socket until `retry_ms` */
    ENDPOINT_CONNECTING, /* no handshake yet; a connection alone says nothing, a stopped process has one too */
    ENDPOINT_UP
};

struct endpoint {
    struct endpoint *next;
    struct target *target;
    char *address;
    uint64_t stamp;
    bool listed; /* in the resolver's last answer */
    enum endpoint_state state;
    void *socket, *monitor;
    int socket_fd, monitor_fd; /* tell of changes, not of states */
    bool touched;        /* sent to since it was last read: its descriptor may stay silent */
    struct window window;
    bool answered;       /* a ping since it is up */
    bool heard;          /* anything since the last ping */
    unsigned missed;     /* pings in a row */
    int64_t pinged_us;   /* when the last ping went out */
    int64_t ping_ms;     /* when the next ping goes out */
    int64_t retry_ms;    /* when to connect again */
    int64_t up_ms;       /* since when */
    int64_t seen_ms;     /* when it was last seen up, or was listed, or was last said to be silent */
    uint32_t back_off_ms;
    char not_ready[64];  /* what its last PONG said, "" when ready */
};

struct endpoint *endpoint_new(struct target *target, const char *address, uint32_t window_start, uint32_t window_max);
void endpoint_free(struct endpoint *endpoint); /* closed before */

/* How to connect over TCP. `own` NULL: not at all. */
struct credentials {
    const struct curve *own;
    const char *trust_dir; /* the service's public key is curve/<service>.pub in it */
};

/* Opens the socket and starts connecting. `name` is unique in the process. */
bool endpoint_open(struct endpoint *endpoint, void *context, const struct credentials *credentials, const char *name);
void endpoint_close(struct endpoint *endpoint);

/* May have calls: answered a ping, ready, room in its window. */
bool endpoint_is_open(const struct endpoint *endpoint);
bool endpoint_is_ready(const struct endpoint *endpoint); /* the same, whatever its window */

/* Reads the monitor. False when an established connection ended. */
bool endpoint_watch(struct endpoint *endpoint, int64_t now_ms);

/* Sends a ping when it is due. False when too many went unanswered. */
bool endpoint_ping(struct endpoint *endpoint, int64_t now_ms, uint32_t interval_ms);

/* Receives one message. False when there is none. `ret_header` is the arena's, NULL for what is no message of ours;
 * `ret_body` is closed by the caller. */
bool endpoint_take(struct endpoint *endpoint, struct arena *arena, Header **ret_header, zmq_msg_t *ret_body);

#endif
