/* SPDX-License-Identifier: Apache-2.0
 * What the skeleton's own files know of a call and of the process. Services include service.h only.
 */
#ifndef SERVICE_PRIVATE_H
#define SERVICE_PRIVATE_H

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
    const ProtobufCMethodDescriptor *descriptor;
    const struct schema_method *schema;
    unsigned index;
};

/* Settings of every service. */
struct skeleton_settings {
    const char *dir, *run_dir, *dsn, *log_level;
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
    const char *name, *value;
};

struct emitted {
    const char *id, *type, *agg_type, *agg_id, *owner_path;
    uint32_t schema, lane;
    struct bytes payload;
};

enum want { WANT_NOTHING, WANT_SQL, WANT_ASK };

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
    struct worker *worker;
    struct incoming *incoming;    /* RPC only */
    const char *request_id;       /* UUID of the request, event or job */
    const char *correlation_id, *traceparent, *actor_kind, *on_behalf_of;
    const char *lock_value;       /* value of the method's lock field, "" if none */
    char request_hash[33];        /* keyed: a request may hold a password */
    bool query;

    enum want want;
    struct db_item item;          /* WANT_SQL: the statement, then its rows */
    bool ended, wrote, spoilt;    /* spoilt: a programming error, whatever the handler says */
    enum status status;

    struct bound *binds;
    size_t n_binds, room_binds;
    struct emitted *events;
    size_t n_events, room_events;
    struct asked *asks;
    size_t n_asks, room_asks, next_ask;
    bool touched_sql;
    struct text notes;

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
struct call *call_of_job(const char *id, const char *kind, const char *cause, struct bytes payload,
                         const struct listener *listener, struct worker *worker, struct arena *arena);
const char *param_value(struct call *call, const char *name, bool *ret_found);

/* ---- access.c ---- */

/* May `principal` call `method`? `ret_scope` gets the owner_path prefix; the arena's. */
enum status access_check(const struct schema_method *method, const Principal *principal, struct arena *arena,
                         const char **ret_scope, struct error *error);
bool access_scope(const Principal *principal, const char *permission, struct arena *arena, const char **ret_scope);

/* ---- batch.c ---- */

/* Where a transaction begins and ends: commands, an event batch or a job. */
struct batch {
    struct db *db;
    struct arena *arena;
    struct call **calls;
    size_t n;
    bool sequential;              /* one call after the other, as for events */
    struct db_item *first;        /* run right after BEGIN; each must change exactly one row, or the batch is stale */
    size_t n_first;
};

enum batch_result {
    BATCH_DONE,      /* committed; every call has its status */
    BATCH_STALE,     /* `first` did not hold: somebody else did the work */
    BATCH_FAILED,    /* rolled back; `*ret_offender` failed with call->error set, nothing of the others stands */
    BATCH_AGAIN,     /* rolled back for a reason that a rerun may cure (deadlock, serialisation, a concurrent twin) */
    BATCH_LOST       /* connection lost: unknown whether it was committed */
};
enum batch_result batch_run(struct batch *batch, struct call **ret_offender, struct error *ret_error);
/* Queries: no transaction; each call ends with a status of its own. */
enum batch_result batch_query(struct batch *batch);

/* ---- the rooms' threads ---- */

struct work { /* a request, or the answer to a question that `call` waits for */
    struct incoming *incoming;
    struct method *method;
    const char *scope;
    const Principal *principal;
    struct call *call;
    struct answer *answer;
};
struct inbox *inbox_open(size_t room);
void inbox_free(struct inbox *inbox);
void inbox_close(struct inbox *inbox); /* wakes all workers, who end when it is empty */
bool inbox_put(struct inbox *inbox, const struct work *work); /* false: full */
void inbox_answer(struct inbox *inbox, struct call *call, struct answer *answer);
/* Waits for work: answers for worker `nth` and requests of one kind, commands or queries, together at most `room`, and
 * no requests unless `requests`. With `wait` false it only looks. 0 and *ret_closed when it is closed and empty. */
size_t inbox_take(struct inbox *inbox, unsigned nth, struct work *ret_works, size_t room, bool requests, bool wait,
                  bool *ret_closed);

enum status workers_open(struct error *error);
void workers_close(void);

enum status feed_open(struct error *error);
void feed_close(void);
void feed_put(struct incoming *incoming, const char *scope); /* a Fetch */
void feed_wake(void);                                        /* events were committed */

enum status consumer_open(struct error *error);
void consumer_close(void); /* ends the thread */
void consumer_free(void);  /* after the client is closed: until then answers arrive */
/* Keeps `work` until the log of `domain` was consumed up to `pos`, then gives it to the inbox; refuses it after
 * `until_ms` (monotonic). Owns `work` from now on. */
void consumer_wait(const struct work *work, const char *domain, uint64_t pos, int64_t until_ms);
/* True when the log of `domain` was consumed up to `pos`, or is not consumed here. */
bool consumer_has_seen(const char *domain, uint64_t pos);

enum status jobs_open(struct error *error);
void jobs_close(void);

/* ---- items.c ---- */

/* The skeleton's statement `statement` with values for the parameters that bear `names`. Text form; borrowed. */
struct db_item item_of(struct arena *arena, const char *statement, const char *const *names, const char *const *texts,
                       size_t n);
bool item_run(struct db *db, struct db_item *item) MUST_CHECK; /* failures are logged */
const struct statement *statement_of(const char *name);        /* for sql() within handlers of the skeleton */

/* ---- check.c ---- */

/* Statements against Postgres and the messages they name; events and listeners against the schema. */
enum status check_statements(struct db *db, struct error *error);
const ProtobufCMessageDescriptor *message_named(const char *name);

/* ---- event.c ---- */

Event *event_of_row(const struct db_rows *rows, size_t row, struct arena *arena);
/* Items of the last flush of a transaction: the log's lock and the events of `calls`. Returns how many of `ret_items`
 * (room for 2) are used: 0 when nothing was emitted. */
size_t event_items(struct call **calls, size_t n, struct arena *arena, struct db_item *ret_items);
/* Gives each call the position of its last event, from the rows of the event item. */
void event_positions(struct call **calls, size_t n, const struct db_rows *rows);
bool is_broken(const char *flag); /* DEALSPINE_BREAK names it; always false outside test builds */

struct db *process_db(const char *what);                 /* a connection for one thread */
void log_call(const struct call *call, int64_t took_us); /* the one line of a call */

#endif
