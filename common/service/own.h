/* SPDX-License-Identifier: Apache-2.0
 * What the skeleton's own files know of a call and of the process. Services include service.h only.
 */
#ifndef SERVICE_OWN_H
#define SERVICE_OWN_H

#include <stdatomic.h>

#include "db/db.h"
#include "schema/schema.h"
#include "service/fiber.h"
#include "service/service.h"
#include "settings/settings.h"
#include "wire/client.h"
#include "wire/principal.h"
#include "wire/server.h"

enum { BATCH = 32 };

/* A method of the service: protobuf-c's view, and the options that protobuf-c drops. */
struct method {
    const ProtobufCService *of; /* the service's own table, or that of Ops */
    const ProtobufCMethodDescriptor *descriptor;
    const struct schema_method *schema;
    unsigned index;
};

/* Settings of every service. */
struct skeleton_settings {
    const char *dir, *run_dir, *listen, *advertise, *resolve, *dsn, *log_level, *redis_url, *deployment;
    int64_t workers, queue, retention_days;
};

/* The process. Filled at start, then read by all threads. */
struct process {
    const struct service *service;
    const char *word;
    struct skeleton_settings settings;
    const struct schema *schema;
    struct db_set *set;
    struct method *methods;
    size_t n_methods;
    struct signer *signer;
    struct keyring *keyring;
    struct client *client;
    struct server *server;
    struct inbox *inbox;
    struct feed *feed;
    struct consumer *consumer;
    struct jobs *jobs;
    char epoch[64];
    Principal *self;               /* this service's own principal */
    uint8_t hash_key[32];          /* of request hashes; the same for all replicas */
    _Atomic(const char *) trouble; /* why it is not ready, NULL when it is; static texts */
    atomic_bool draining;
};
extern struct process process;

struct bound {
    uint64_t hash; /* of the name */
    const char *name, *value; /* name NULL: a free slot */
};

struct emitted {
    const char *id, *type, *agg_type, *agg_id, *owner_path;
    uint32_t schema, lane;
    struct bytes payload;
};

enum want { WANT_NOTHING, WANT_SQL, WANT_ROUND, WANT_ASK };

struct asked { /* replies are kept, so that a rerun of the handler finds the same ones */
    const void *reply;
    struct error error;
};

struct call_private {
    struct fiber *fiber;
    enum status (*run)(struct call *call);
    const ProtobufCMessage *in;
    ProtobufCMessage *out;
    const ProtobufCMessageDescriptor *out_type;
    struct method *method;        /* RPC only */
    const struct listener *listener;
    const struct errand_step *step; /* errands only */
    struct worker *worker;
    struct batch *batch;          /* the transaction it is in */
    struct incoming *incoming;    /* RPC only */
    const char *request_id;       /* UUID of the request, event or job */
    const char *correlation_id, *actor_kind, *on_behalf_of;
    const char *lock_value;       /* value of the method's lock field, "" if none */
    char request_hash[33];        /* keyed: a request may hold a password */
    bool query;

    enum want want;
    struct db_item item;          /* WANT_SQL: the statement, then its rows */
    bool ended, wrote, spoilt;    /* spoilt: a programming error, whatever the handler says */
    enum status status;

    struct bound *binds;
    size_t n_binds, room_binds; /* slots used, and slots: a power of two */
    struct emitted *events;
    size_t n_events, room_events;
    struct asked *asks;
    size_t n_asks, room_asks, next_ask;
    bool touched_sql;
    struct text notes;

    bool rings;                   /* it made a job that is due at once */
    bool known;                   /* answered from the stored reply */
    struct bytes reply;
    uint64_t pos;                 /* of its last event, 0 if none */
};

/* A worker's own: what a handler may cache, where answers of other services arrive. */
struct worker {
    unsigned nth;
    void *slot;
    struct db *db;
    struct fiber *fibers[2 * BATCH];
    size_t n_fibers;
};

struct work;

/* ---- call.c ---- */

struct call *call_new(struct arena *arena, struct worker *worker);
void call_free(struct call *call);              /* gives the fiber back; the arena is its owner's */
void call_deliver(struct call *call, struct answer *answer); /* the answer to its question; then call_go_on() */
void call_start(struct call *call);             /* from the beginning; forgets what an earlier run did, not its asks */
void call_go_on(struct call *call);             /* after its statement or question was answered */
struct call *call_of_request(const struct work *work, struct worker *worker);
struct call *call_of_event(const Event *event, const struct listener *listener, struct worker *worker,
                           struct arena *arena);
struct call *call_of_errand(const struct errand_step *step, struct worker *worker, struct arena *arena);
struct call *call_of_job(const char *id, const char *kind, const char *cause, const char *traceparent,
                         struct bytes payload, const struct listener *listener, struct worker *worker,
                         struct arena *arena);
const char *param_value(struct call *call, const char *name, bool *ret_found);

/* ---- access.c ---- */

/* May `principal` call `method`? `ret_scope` gets the owner_path prefix; the arena's. */
enum status access_check(const struct schema_method *method, const Principal *principal, struct arena *arena,
                         const char **ret_scope, struct error *error);
bool access_scope(const Principal *principal, const char *permission, struct arena *arena, const char **ret_scope);

#endif
