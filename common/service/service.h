/* SPDX-License-Identifier: Apache-2.0
 * The skeleton of every service but the gateway: a service is a declaration, handlers are straight lines.
 *
 * This is what handlers call; declare.h, which it includes, says how they are declared.
 *
 * A handler runs on a fiber. sql() and ask() wait without blocking the worker: up to 32 commands run side by side in
 * ONE transaction, each statement of each joining the others' in one pipeline. So:
 *   - no effect but sql(), schedule() and emit(); a handler may be run again from its beginning after a rollback;
 *   - ask() comes before the first sql();
 *   - the statements of a batch run one after the other, but between two of yours those of other calls may run, in the
 *     same transaction, where row locks do not stop them. What must hold between two statements is guarded by the
 *     method's `lock` field (two commands with one value never share a batch), or by the second statement itself, or
 *     by a constraint (the batch is then rerun one by one). ON and JOB handlers run one after the other, without this;
 *   - ask() is for RPC handlers only;
 *   - lock what you will change with the first statement (SELECT … FOR UPDATE by the method's `lock` field), decide in
 *     C, then write. A refusal after a write is allowed but costs the batch a rerun: check first;
 *   - `now()` is the batch's start: use :now.
 */
#ifndef SERVICE_SERVICE_H
#define SERVICE_SERVICE_H

#include <protobuf-c/protobuf-c.h>
#include <stdbool.h>

#include "base/arena.h"
#include "base/lifecycle.h"
#include "base/status.h"
#include "base/text.h"
#include "db/statement.h"
#include "dealspine/events.pb-c.h"
#include "dealspine/wire.pb-c.h"

/* One request, event or job being worked on. Read the members, never write them. */
struct call {
    struct arena *arena;         /* dropped when the reply has left: handlers free nothing */
    const char *method;          /* "leads.CaptureLead", "on.lead.captured" or "job.recycle" */
    const Principal *principal;  /* who asks; for events and jobs the service itself */
    const char *actor;           /* the user, key or service acting (the user on whose behalf a service asks) */
    const char *scope;           /* prefix that owner_path must have for the method's permission; "" is ALL */
    int64_t now_us;              /* the request's own time */
    const char *traceparent;     /* W3C Trace Context, a span of this call's own: goes with whatever it sends out */
    Channel channel;             /* how the write came in */
    const Event *event;          /* ON only: envelope of the event */
    const char *key;             /* the idempotency key; never NULL in commands */
    const char *peer;            /* over TCP: whose CURVE key the caller has; NULL over ipc */
    struct error error;          /* filled by fail(), bad() and the skeleton */
    struct call_private *own;    /* the skeleton's */
};

/* ---- refusing ------------------------------------------------------------------------------------------------ */

/* Records the sentence and returns `status`: `return fail(call, STATUS_NOT_FOUND, "no customer %s", id);` */
enum status fail(struct call *call, enum status status, const char *format, ...) PRINTF(3, 4);
/* The same with an UPPER_SNAKE reason for machines. */
enum status fail_for(struct call *call, enum status status, const char *reason, const char *format, ...) PRINTF(4, 5);
/* INVALID_ARGUMENT for one request field; the sentence states the rule and the value's shape, never the value. */
enum status bad(struct call *call, const char *field, const char *format, ...) PRINTF(3, 4);

/* Does the principal hold `permission`? If so `ret_scope` (may be NULL) gets its owner_path prefix. Services hold all. */
bool call_may(struct call *call, const char *permission, const char **ret_scope);

/* Adds a field to the one log line of this call; `value` is an id, a code or a number, nothing personal. */
void note(struct call *call, const char *name, const char *value);

/* ---- SQL ----------------------------------------------------------------------------------------------------- */

/* A file sql/<name>.sql, declared in the generated "rooms.h" as SQL_<name>. Parameters are `:name`, found in this
 * order: what bind_*() set; the request's (event's, job's) field of that name; the call:
 *   :now (timestamptz)  :actor (text)  :scope (owner_path prefix)  :actor_path (text)  :request_id (uuid)  :channel
 * Enums travel as their names, Timestamp as timestamptz, repeated scalars as arrays, absent fields as NULL.
 * Comment lines at the head of the file:
 *   -- bind: phone_masked score     parameters that the handler binds, not the request
 *   -- into: Lead                   message whose fields the columns must name (checked at start, with types)
 *   -- gather                       sent once for all calls of a batch that stand at it: `:name` is then a text column of
 *                                   the relation `calls`, one row a call. Rows that it returns say in their column
 *                                   `call` whose they are. Two calls of commands may mean the same row: the
 *                                   statement must bear it. Of events those of one aggregate never meet in it, and
 *                                   it may overtake other gathering statements that are about other aggregates.
 * All statements are prepared at start; one that does not fit stops the process. */
void bind_text(struct call *call, const char *name, const char *value); /* NULL: SQL NULL; borrowed: must be the call's */
void bind_int(struct call *call, const char *name, int64_t value);
void bind_bool(struct call *call, const char *name, bool value);
void bind_time(struct call *call, const char *name, int64_t us);
void bind_bytes(struct call *call, const char *name, const void *bytes, size_t n);
void bind_texts(struct call *call, const char *name, const char *const *values, size_t n); /* text[] */
/* Every field of `message` under its own name; a field that is absent is SQL NULL. */
void bind_message(struct call *call, const void *message);

/* What a statement returned; the call's. */
struct rows {
    size_t n;          /* rows, or rows changed where it returns none */
    struct rows_private *own;
};

/* Runs a statement. Only infrastructure and constraint failures are errors (ALREADY_EXISTS for a unique one). */
enum status sql(struct call *call, const struct statement *statement, struct rows *ret_rows) MUST_CHECK;
/* The same for a write of whose rows nothing is asked. For ON and JOB handlers: it goes out together with what follows
 * it, of this handler or of the next ones, in this order and in one trip to the database; that it fails shows after the
 * handler has ended, and is a failure of this handler all the same. Elsewhere it is sql(). */
enum status sql_later(struct call *call, const struct statement *statement) MUST_CHECK;
/* Lets the calls of this batch that stand at a statement run it first: for what one of them reads for all. */
void let_round_pass(struct call *call);
/* sql() where exactly one row must come (or change); none is NOT_FOUND "no such <noun>". */
enum status sql_one(struct call *call, const struct statement *statement, const char *noun, struct rows *ret_rows) MUST_CHECK;

/* Values by column name; asking for an absent column is a programming error. Text NULL, 0, false for SQL NULL. */
const char *row_text(const struct rows *rows, size_t row, const char *column);
int64_t row_int(const struct rows *rows, size_t row, const char *column);
bool row_bool(const struct rows *rows, size_t row, const char *column);
int64_t row_time(const struct rows *rows, size_t row, const char *column); /* microseconds since 1970 */
bool row_is_null(const struct rows *rows, size_t row, const char *column);
struct bytes_view { const uint8_t *data; size_t size; };
struct bytes_view row_bytes(const struct rows *rows, size_t row, const char *column); /* bytea */

/* Copies row `row` into the fields of `message` that bear the columns' names; other fields stay. */
void row_into(struct call *call, const struct rows *rows, size_t row, void *message);
/* Fills the repeated message field `field` of `message` with one element per row. */
void rows_into(struct call *call, const struct rows *rows, void *message, const char *field);

/* ---- events, jobs, questions ----------------------------------------------------------------------------------- */

/* Writes an event, with the command or not at all. `payload` is the message whose `event` option names the type; it
 * holds ids and facts, nothing personal. `agg_id` is a UUID. Strings are the call's. */
void emit(struct call *call, const void *payload, const char *agg_type, const char *agg_id, const char *owner_path);

/* Runs job/<kind>.c with `payload` at `due_us` or later, at least once. While one with this `dedupe` is pending
 * another moves its time instead. Made or undone in this call's transaction. */
enum status schedule(struct call *call, const char *kind, const char *dedupe, int64_t due_us, const void *payload) MUST_CHECK;
enum status unschedule(struct call *call, const char *kind, const char *dedupe) MUST_CHECK;

/* Asks another service before the first sql(), under this service's principal on behalf of the actor and a key derived
 * from the call's. `service` is protobuf-c's descriptor, as in ask(call, &customers__descriptor, "MatchContact", &in,
 * (const void **)&out). The reply is the call's. Fails with the other's error. */
enum status ask(struct call *call, const ProtobufCServiceDescriptor *service, const char *method, const void *request,
                const void **ret_reply) MUST_CHECK;

/* A pointer of this worker's own, NULL at first, for caches that may be dropped at any time. */
void **worker_slot(struct call *call);

/* For ON and JOB handlers: a pointer that the calls of one transaction share, NULL when it begins, and the arena that
 * lives as long. For what each event of a page would otherwise read again. */
void **shared_slot(struct call *call, struct arena **ret_arena);

#include "service/declare.h"

#endif
