/* SPDX-License-Identifier: Apache-2.0
 * The dispatcher: a thread that owns a ROUTER socket, parses headers, grants credit, answers pings, hands requests on
 * and sends replies back. It never blocks and never looks into a body.
 */
#ifndef WIRE_SERVER_H
#define WIRE_SERVER_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/status.h"
#include "dealspine/wire.pb-c.h"
#include "wire/curve.h"
#include "wire/pack.h"

struct server;

/* One request on its way through the process. Its arena lives until server_reply(). */
struct incoming {
    struct arena *arena;
    Header *header;          /* version, kind and id are checked */
    struct bytes body;       /* at most 1 MiB, borrowed from the arena */
    int64_t arrived_mono_us;
    int64_t deadline_mono_ms;
    const char *peer;        /* over TCP: whose CURVE key the caller has, "leads" or "client.x"; NULL over ipc */
    void *route;             /* the server's own */
};

struct server_settings {
    void *context;        /* from wire_context() */
    const char *run_dir;  /* the endpoint is <run_dir>/<service>/<instance>.ipc, folders made 0700 */
    const char *service;
    const char *instance; /* "<pid>" where NULL */
    const char *listen;   /* "tcp://127.0.0.1:7400", port * for any: beside ipc, under CURVE; NULL or "": ipc alone */
    const struct curve *curve; /* the service's key, for `listen`; a gatekeeper guards the context already */
    uint32_t queue;       /* credit granted to all callers together; 0: 512 */
    /* Called on the dispatcher's thread for each request; must not block. Ends, now or later and on any thread, in one
     * server_reply(). */
    void (*request)(void *context, struct incoming *incoming);
    /* Called on the dispatcher's thread for each ping: NULL when ready, else the reason (static). */
    const char *(*not_ready)(void *context);
    void *owner; /* passed as `context` */
};

/* Binds and starts the thread. UNAVAILABLE when a socket can't be bound; the path may hold 107 bytes.
 * `ret` is set before the first request() is called, which may be before the return. */
enum status server_open(const struct server_settings *settings, struct server **ret, struct error *error) MUST_CHECK;

/* Where it listens over TCP, with the port it got; "" when it does not. Both addresses live as long as the server. */
const char *server_tcp(const struct server *server);
const char *server_instance(const struct server *server); /* the name under which it is in the folder */

/* What a command left in the service's log. */
struct effect {
    uint64_t pos;  /* of its last event; 0: it wrote none */
    bool replayed; /* it was done before, under the same key: the reply is the stored one, `pos` the end of the log */
};

/* Answers and frees `incoming`. `error` NULL or STATUS_OK: `body` is the reply; `effect` may be NULL. Thread-safe. */
void server_reply(struct server *server, struct incoming *incoming, const struct error *error,
                  const struct effect *effect, struct bytes body);

/* From now on pings and replies carry credit 0 and not_ready "draining", whoever pinged lately is told so at once, and
 * the endpoint file is gone. What still arrives is taken, since its caller can't have known. Thread-safe. */
void server_drain(struct server *server);
/* From now on what arrives is refused UNAVAILABLE, executed=false. Thread-safe. */
void server_refuse(struct server *server);
/* For how long nothing has arrived, 0 while requests are not answered; thread-safe. */
int64_t server_quiet_ms(const struct server *server);
uint32_t server_outstanding(const struct server *server); /* requests not yet answered; thread-safe */
void server_close(struct server *server);

#endif
