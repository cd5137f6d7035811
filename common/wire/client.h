/* SPDX-License-Identifier: Apache-2.0
 * Calls to other processes. One per process: a thread owns one DEALER per live endpoint, discovers endpoints
 * (<run_dir>/<service>/<instance>.ipc), keeps a credit window for each, pings, ejects, retries what is safe.
 * ADR 0002 says why there is one socket per endpoint and a window of our own.
 */
#ifndef WIRE_CLIENT_H
#define WIRE_CLIENT_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/status.h"
#include "dealspine/wire.pb-c.h"
#include "wire/curve.h"
#include "wire/pack.h"
#include "wire/resolver.h"

struct client;

struct client_settings {
    void *context;         /* the process's one ZeroMQ context, from wire_context() */
    const char *run_dir;   /* folder of endpoint folders */
    const char *resolve;   /* where else to look, see resolver.h; NULL or "": nowhere */
    const struct resolver_source *source; /* for the word "registry" in `resolve`; kept */
    const struct curve *curve;   /* own key for TCP; NULL: ipc alone */
    const char *trust_dir;       /* with `curve`: the services' public keys are in its folder curve */
    uint32_t window_start; /* 0: 8 */
    uint32_t window_max;   /* 0: 64 */
    uint32_t ping_ms;      /* 0: 500; an endpoint silent for four of them is ejected */
    bool follow_time;      /* the process's clock goes by what PONGs tell: for one without a database */
};

/* The process's ZeroMQ context (4.3.4 crashes with several under CURVE); made at first use. */
void *wire_context(void);
/* Ends it; every client and server is closed before. */
void wire_context_end(void);

enum status client_open(const struct client_settings *settings, struct client **ret, struct error *error) MUST_CHECK;
/* Outstanding calls are answered UNAVAILABLE, uncertain, first. */
void client_close(struct client *client);

/* What came back. `error.status` is STATUS_OK for a good reply. */
struct answer {
    struct error error; /* with `executed` and `retry_after_ms` */
    Header *header;     /* NULL when no reply came */
    struct bytes body;
    struct arena *arena; /* holds header and body */
};
void answer_free(struct answer *answer);

struct outcall {
    const char *service;  /* "customers" */
    const Header *header; /* method, idempotency_key, principal, traceparent, …; id is made where absent */
    struct bytes body;
    uint32_t timeout_ms;
    bool query;           /* may be repeated freely; a command only under its key */
    const char *instance; /* to this instance alone, as client_instances() names it, and once; NULL: to any */
    /* Called exactly once, on the client's thread: must not block nor call the client back synchronously.
     * `answer` is the receiver's, to be freed with answer_free(). */
    void (*done)(void *context, struct answer *answer);
    void *context;
};

/* Starts a call; never blocks. All that `outcall` points to is borrowed only until the return. Thread-safe. */
void client_send(struct client *client, const struct outcall *outcall);

/* Sends and waits. Never from the client's own thread. The answer is yours. */
struct answer *client_call(struct client *client, const struct outcall *outcall);

/* Endpoints of `service` that answered their last ping and are ready; for health and `status`. Thread-safe.
 * `ret_reason` (may be NULL) gets the last not_ready text, "" if none. */
unsigned client_ready(struct client *client, const char *service, char *ret_reason, size_t room);

enum { CLIENT_INSTANCE = 64 };
/* Names of the instances of `service` that are known, ready or not; at most `room`. Their number. Thread-safe. */
unsigned client_instances(struct client *client, const char *service, char (*ret_names)[CLIENT_INSTANCE], unsigned room);

/* The same of one instance, by the last part of its address: "<instance>.ipc". `ret_reason` says why it is not ready. */
bool client_instance_ready(struct client *client, const char *service, const char *instance, char *ret_reason,
                           size_t room);

#endif
