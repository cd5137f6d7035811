/* SPDX-License-Identifier: Apache-2.0
 * One batch, one transaction: BEGIN and the idempotency keys; the statements of all calls, round by round; the last
 * flush with idempotency rows, the log's lock, the events and COMMIT. ADR 0003 and 0004 say why.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/broken.h"
#include "base/log.h"
#include "db/array.h"
#include "service/batch.h"
#include "service/relay.h"
#include "service/threads.h"

enum { TORN_US = 20000, LATER_MOST = 64 };

static void roll_back(struct batch *batch)
{
    struct db_item item = {.command = "ROLLBACK", .arena = batch->arena};
    struct db_failure failure;
    if (db_round(batch->db, &item, 1, &failure) != DB_OK)
        log_line(LOG_DEBUG, "msg=\"rollback found no connection\"");
}

/* ---- failures ---- */

static bool may_heal(const char *sqlstate)
{
    return strcmp(sqlstate, "40001") == 0 || strcmp(sqlstate, "40P01") == 0 || strcmp(sqlstate, "55P03") == 0;
}

/* Never Postgres' own message: it may quote a value. */
static void explain(struct call *call, const struct db_failure *failure, const char *statement)
{
    enum status status = STATUS_INTERNAL;
    const char *what = "the database refused a statement";
    if (strcmp(failure->sqlstate, "23505") == 0) {
        status = STATUS_ALREADY_EXISTS;
        what = "there is one already";
    } else if (strncmp(failure->sqlstate, "23", 2) == 0) {
        status = STATUS_FAILED_PRECONDITION;
        what = "this would break a rule of the records";
    } else if (strncmp(failure->sqlstate, "22", 2) == 0) {
        status = STATUS_INVALID_ARGUMENT;
        what = "a value has not the form its column needs";
    } else if (strcmp(failure->sqlstate, "57014") == 0) {
        status = STATUS_DEADLINE_EXCEEDED;
        what = "a statement took too long";
    } else if (strncmp(failure->sqlstate, "53", 2) == 0) {
        status = STATUS_RESOURCE_EXHAUSTED;
        what = "the database has no room";
    }
    if (failure->constraint[0])
        fail_for(call, status, "CONSTRAINT", "%s (%s)", what, failure->constraint);
    else
        fail(call, status, "%s (sqlstate %s)", what, failure->sqlstate);
    log_line(status == STATUS_INTERNAL ? LOG_ERROR : LOG_DEBUG, "call=%s method=%s sql=%s sqlstate=%s constraint=%s",
             call->own->request_id ? call->own->request_id : "-", call->method, statement, failure->sqlstate,
             failure->constraint[0] ? failure->constraint : "-");
    call->own->status = status;
    call->own->ended = true;
}

/* ---- idempotency ---- */

static bool is_command(const struct call *call)
{
    return call->own->method && !call->own->query;
}

static size_t idempotency_columns(struct batch *batch, struct call **commands, const char **ret_columns)
{
    size_t n = 0;
    const char **columns[3];
    for (int c = 0; c < 3; c++)
        columns[c] = arena_alloc(batch->arena, (batch->n + 1) * sizeof **columns);
    for (size_t i = 0; i < batch->n; i++) {
        struct call *call = batch->calls[i];
        if (!is_command(call))
            continue;
        commands[n] = call;
        columns[0][n] = call->principal->id;
        columns[1][n] = call->method;
        columns[2][n++] = call->key;
    }
    for (int c = 0; c < 3; c++)
        ret_columns[c] = array_write(batch->arena, columns[c], n);
    return n;
}

static size_t add_find_item(struct batch *batch, struct call **commands, struct db_item *ret_item)
{
    static const char *const names[] = {"principals", "methods", "keys"};
    const char *columns[3];
    size_t n = idempotency_columns(batch, commands, columns);
    if (n && !is_broken("idem")) {
        *ret_item = item_of(batch->arena, "idempotency_find", names, columns, 3);
        return n;
    }
    return 0;
}

/* Commands answered before get their stored reply; another request under the same key is refused. */
static void answer_known(struct call **commands, const struct db_rows *rows)
{
    for (size_t r = 0; r < rows->n; r++) {
        const char *const *row = &rows->values[r * rows->n_columns];
        struct call *call = commands[strtoul(row[0], NULL, 10) - 1];
        struct call_private *own = call->own;
        own->ended = own->known = true;
        own->n_events = 0;
        own->wrote = false;
        if (strcmp(row[1], own->request_hash) != 0) {
            own->status = fail_for(call, STATUS_INVALID_ARGUMENT, "IDEMPOTENCY_KEY_REUSED",
                                   "this idempotency key was used for a different request");
            continue;
        }
        own->status = STATUS_OK;
        own->reply.data = bytea_read(call->arena, row[2], &own->reply.size);
        own->pos = row[3] ? strtoull(row[3], NULL, 10) : 0;
    }
}

void batch_recheck(struct batch *batch)
{
    struct call **commands = arena_alloc(batch->arena, (batch->n + 1) * sizeof *commands);
    struct call **refused = arena_alloc(batch->arena, (batch->n + 1) * sizeof *refused);
    struct batch again = {.db = batch->db, .arena = batch->arena, .calls = refused};
    struct db_item item;
    for (size_t i = 0; i < batch->n; i++) {
        const struct call_private *own = batch->calls[i]->own;
        if (own->status != STATUS_OK && own->touched_sql && !own->known)
            refused[again.n++] = batch->calls[i];
    }
    if (again.n && add_find_item(&again, commands, &item) && item_run(batch->db, &item))
        answer_known(commands, &item.rows);
}

static bool has_private(const struct schema_message *type)
{
    for (size_t i = 0; i < type->n; i++)
        if (type->fields[i].secret || (type->fields[i].message && has_private(type->fields[i].message)))
            return true;
    return false;
}

/* Clears private fields, so that what is stored under the key holds none. */
static void strip_private(ProtobufCMessage *message, const struct schema_message *type)
{
    for (unsigned i = 0; i < message->descriptor->n_fields; i++) {
        const ProtobufCFieldDescriptor *field = &message->descriptor->fields[i];
        const struct schema_field *options = schema_field(type, field->id);
        char *base = (char *)message;
        void *member = base + field->offset;
        bool repeated = field->label == PROTOBUF_C_LABEL_REPEATED;
        if (options->secret) {
            if (repeated)
                *(size_t *)(void *)(base + field->quantifier_offset) = 0;
            else if (field->type == PROTOBUF_C_TYPE_STRING || field->type == PROTOBUF_C_TYPE_MESSAGE)
                *(void **)member = NULL;
            else
                *(protobuf_c_boolean *)(void *)(base + field->quantifier_offset) = false;
        } else if (field->type == PROTOBUF_C_TYPE_MESSAGE && repeated) {
            size_t n = *(size_t *)(void *)(base + field->quantifier_offset);
            for (size_t e = 0; e < n; e++)
                strip_private((*(ProtobufCMessage ***)member)[e], options->message);
        } else if (field->type == PROTOBUF_C_TYPE_MESSAGE && *(void **)member) {
            strip_private(*(ProtobufCMessage **)member, options->message);
        }
    }
}

static struct bytes stored_reply(struct call *call)
{
    struct call_private *own = call->own;
    struct bytes stored = own->reply;
    const struct schema_message *type = own->method->schema->output;
    if (has_private(type)) {
        strip_private(own->out, type);
        stored = wire_pack(call->arena, own->out);
    }
    return stored;
}

static size_t add_idempotency_item(struct batch *batch, struct db_item *ret_item)
{
    static const char *const names[] = {"principals", "methods", "keys", "hashes"};
    const char **columns[4], *arrays[4], **replies = arena_alloc(batch->arena, (batch->n + 1) * sizeof *replies);
    size_t n = 0, *sizes = arena_alloc(batch->arena, (batch->n + 1) * sizeof *sizes);
    for (int c = 0; c < 4; c++)
        columns[c] = arena_alloc(batch->arena, (batch->n + 1) * sizeof **columns);
    for (size_t i = 0; i < batch->n; i++) {
        struct call *call = batch->calls[i];
        if (!is_command(call) || call->own->known || call->own->status != STATUS_OK)
            continue;
        columns[0][n] = call->principal->id;
        columns[1][n] = call->method;
        columns[2][n] = call->key;
        columns[3][n] = call->own->request_hash;
        struct bytes reply = stored_reply(call);
        replies[n] = reply.data ? (const char *)reply.data : "";
        sizes[n++] = reply.size;
    }
    if (!n || is_broken("idem"))
        return 0;
    for (int c = 0; c < 4; c++)
        arrays[c] = array_write(batch->arena, columns[c], n);
    *ret_item = item_of(batch->arena, "idempotency_add", names, arrays, 4);
    item_list(ret_item, "replies", &(struct db_list){.of = DB_BYTEAS, .values = replies, .sizes = sizes, .n = n});
    return 1;
}

/* ---- the three parts of a transaction ---- */

static enum batch_result begin(struct batch *batch, struct error *error)
{
    struct db_item *items = arena_alloc(batch->arena, (batch->n_first + 2) * sizeof *items);
    struct call **commands = arena_alloc(batch->arena, (batch->n + 1) * sizeof *commands);
    struct db_failure failure;
    size_t n = 0;
    items[n++] = (struct db_item){.command = "BEGIN", .arena = batch->arena};
    for (size_t i = 0; i < batch->n_first; i++)
        items[n++] = batch->first[i];
    size_t found = add_find_item(batch, commands, &items[n]) ? n++ : 0;
    switch (db_round(batch->db, items, n, &failure)) {
    case DB_LOST:
        fail_with(error, STATUS_UNAVAILABLE, "the database is not reachable");
        return BATCH_LOST;
    case DB_FAILED:
        fail_with(error, STATUS_INTERNAL, "the transaction could not begin (sqlstate %s)", failure.sqlstate);
        roll_back(batch);
        return BATCH_AGAIN;
    case DB_OK:
        break;
    }
    for (size_t i = 0; i < batch->n_first; i++)
        if (items[1 + i].rows.changed != 1) {
            roll_back(batch);
            return BATCH_STALE;
        }
    if (found)
        answer_known(commands, &items[found].rows);
    return BATCH_DONE;
}

/* The calls whose next statement runs in this round. */
static size_t waiting(struct batch *batch, struct call **ret_calls)
{
    size_t n = 0;
    for (size_t i = 0; i < batch->n; i++) {
        struct call *call = batch->calls[i];
        if (batch->n_later >= LATER_MOST)
            break;
        if (batch->sequential && !call->own->ended && call->own->want == WANT_NOTHING)
            call_start(call);
        if (call->own->ended) {
            if (batch->sequential && call->own->status != STATUS_OK)
                break;
            continue;
        }
        ret_calls[n++] = call;
        if (batch->sequential)
            break;
    }
    return n;
}

void batch_later(struct batch *batch, struct call *call, const struct db_item *item)
{
    if (batch->n_later == batch->room_later) {
        batch->room_later = batch->room_later ? 2 * batch->room_later : 2 * LATER_MOST;
        struct later *more = arena_alloc(batch->arena, batch->room_later * sizeof *more);
        if (batch->n_later)
            memcpy(more, batch->later, batch->n_later * sizeof *more);
        batch->later = more;
    }
    batch->later[batch->n_later++] = (struct later){call, *item};
}

static bool answer(struct batch *batch, struct call *call)
{
    call_go_on(call);
    return !call->own->ended || call->own->status == STATUS_OK || !(call->own->wrote || batch->sequential);
}

/* Who offended: of several in one parcel it is not known, and they are run once more, each statement by itself. */
static enum batch_result blame(struct batch *batch, struct call **owners, const struct parcel *parcel,
                               const struct db_item *sent, const struct db_failure *failure, struct call **ret_offender)
{
    if (may_heal(failure->sqlstate))
        return BATCH_AGAIN;
    *ret_offender = batch->sequential && parcel->n > 1 ? NULL : owners[parcel->first];
    if (*ret_offender)
        explain(*ret_offender, failure, sent->statement->name);
    return BATCH_FAILED;
}

/* What was left for later, then what these calls wait for. */
static enum batch_result run_round(struct batch *batch, struct call **calls, size_t n, struct call **ret_offender)
{
    size_t room = batch->n_later + n + 1, total = 0;
    struct db_item **items = arena_alloc(batch->arena, room * sizeof *items);
    struct call **owners = arena_alloc(batch->arena, room * sizeof *owners);
    struct parcel *parcels = arena_alloc(batch->arena, room * sizeof *parcels);
    struct db_item *sent = arena_alloc(batch->arena, room * sizeof *sent);
    struct db_failure failure;
    for (size_t i = 0; i < batch->n_later; i++, total++) {
        owners[total] = batch->later[i].call;
        items[total] = &batch->later[i].item;
    }
    for (size_t i = 0; i < n; i++) {
        if (calls[i]->own->want == WANT_ROUND)
            continue;
        owners[total] = calls[i];
        items[total++] = &calls[i]->own->item;
    }
    size_t n_sent = gather(batch->arena, items, total, batch->singly, parcels, sent);
    switch (n_sent ? db_round(batch->db, sent, n_sent, &failure) : DB_OK) {
    case DB_LOST:
        return BATCH_LOST;
    case DB_FAILED:
        return blame(batch, owners, &parcels[failure.index], &sent[failure.index], &failure, ret_offender);
    case DB_OK:
        break;
    }
    gather_share(parcels, sent, n_sent);
    batch->n_later = 0;
    for (size_t i = 0; i < n; i++)
        if (!answer(batch, calls[i])) {
            *ret_offender = calls[i];
            return BATCH_FAILED;
        }
    return BATCH_DONE;
}

static enum batch_result run_rounds(struct batch *batch, struct call **ret_offender)
{
    struct call **calls = arena_alloc(batch->arena, (batch->n + 1) * sizeof *calls);
    for (;;) {
        size_t n = waiting(batch, calls);
        if (!n && !batch->n_later)
            break;
        for (size_t i = 0; i < n; i++)
            if (calls[i]->own->want == WANT_ASK) {
                *ret_offender = calls[i];
                calls[i]->own->ended = true;
                calls[i]->own->status =
                    fail(calls[i], STATUS_INTERNAL, "%s asks in the middle of its transaction", calls[i]->method);
                return BATCH_FAILED;
            }
        enum batch_result result = run_round(batch, calls, n, ret_offender);
        if (result != BATCH_DONE)
            return result;
    }
    for (size_t i = 0; i < batch->n; i++)
        if (batch->sequential && batch->calls[i]->own->status != STATUS_OK) {
            *ret_offender = batch->calls[i];
            return BATCH_FAILED;
        }
    return BATCH_DONE;
}

/* Jobs that are due need not wait until somebody looks. */
static void ring(struct call **calls, size_t n)
{
    bool rings = false;
    for (size_t i = 0; i < n; i++)
        rings = rings || calls[i]->own->rings;
    if (rings) {
        jobs_wake();
        relay_ring();
    }
}

/* The last flush failed: a concurrent twin took the key, the lock took too long; or it is as with any statement, and whose
 * it was is known when there is only one. */
static enum batch_result end_badly(struct batch *batch, struct call **good, size_t n_good, const struct db_failure *failure,
                                   struct call **ret_offender, struct error *error)
{
    fail_with(error, STATUS_INTERNAL, "the transaction could not end (sqlstate %s, item %zu)", failure->sqlstate,
              failure->index);
    roll_back(batch);
    if (may_heal(failure->sqlstate) || strcmp(failure->sqlstate, "23505") == 0 || !n_good)
        return BATCH_AGAIN;
    if (n_good > 1)
        return BATCH_FAILED;
    *ret_offender = good[0];
    explain(good[0], failure, "the last flush");
    return batch->sequential || batch->n > 1 ? BATCH_FAILED : BATCH_DONE;
}

/* The promise broken on purpose: what was written stands before its events do. */
static bool commit_too_soon(struct batch *batch, struct db_item *items, size_t *n)
{
    struct db_failure failure;
    items[(*n)++] = (struct db_item){.command = "COMMIT", .arena = batch->arena};
    items[(*n)++] = (struct db_item){.command = "BEGIN", .arena = batch->arena};
    bool good = db_round(batch->db, items, *n, &failure) == DB_OK;
    usleep(TORN_US);
    *n = 0;
    return good;
}

static enum batch_result finish(struct batch *batch, struct call **ret_offender, struct error *error)
{
    struct db_item items[4];
    struct db_failure failure;
    struct call **good = arena_alloc(batch->arena, (batch->n + 1) * sizeof *good);
    size_t n = 0, n_good = 0;
    for (size_t i = 0; i < batch->n; i++) {
        struct call *call = batch->calls[i];
        if (call->own->status != STATUS_OK || call->own->known)
            continue;
        good[n_good++] = call;
        if (call->own->out)
            call->own->reply = wire_pack(call->arena, call->own->out);
    }
    if (!n_good && !batch->n_first) {
        roll_back(batch);
        return BATCH_DONE;
    }
    size_t idempotency = add_idempotency_item(batch, &items[n]);
    n += idempotency;
    if (is_broken("flush")) {
        if (!commit_too_soon(batch, items, &n))
            return BATCH_LOST;
        idempotency = 0;
    }
    size_t events = event_items(good, n_good, batch->arena, &items[n]);
    n += events;
    items[n++] = (struct db_item){.command = "COMMIT", .arena = batch->arena};
    switch (db_round(batch->db, items, n, &failure)) {
    case DB_LOST:
        fail_with(error, STATUS_UNAVAILABLE, "the connection to the database was lost");
        return BATCH_LOST;
    case DB_FAILED:
        return end_badly(batch, good, n_good, &failure, ret_offender, error);
    case DB_OK:
        break;
    }
    if (events) {
        event_positions(good, n_good, &items[idempotency + events - 1].rows);
        feed_wake();
    }
    ring(good, n_good);
    return BATCH_DONE;
}

static void join(struct batch *batch)
{
    batch->slot = NULL;
    for (size_t i = 0; i < batch->n; i++)
        batch->calls[i]->own->batch = batch;
}

void **shared_slot(struct call *call, struct arena **ret_arena)
{
    *ret_arena = call->own->batch->arena;
    return &call->own->batch->slot;
}

/* The transaction but for its last flush. */
static enum batch_result run_all(struct batch *batch, struct call **ret_offender, struct error *ret_error)
{
    *ret_offender = NULL;
    enum batch_result result = begin(batch, ret_error);
    return result == BATCH_DONE ? run_rounds(batch, ret_offender) : result;
}

/* The same once more, to find who offends. */
static enum batch_result run_singly(struct batch *batch, struct call **ret_offender, struct error *ret_error)
{
    roll_back(batch);
    batch->singly = true;
    batch->n_later = 0;
    for (size_t i = 0; i < batch->n; i++) {
        batch->calls[i]->own->ended = false;
        batch->calls[i]->own->want = WANT_NOTHING;
    }
    return run_all(batch, ret_offender, ret_error);
}

enum batch_result batch_run(struct batch *batch, struct call **ret_offender, struct error *ret_error)
{
    memset(ret_error, 0, sizeof *ret_error);
    join(batch);
    enum batch_result result = run_all(batch, ret_offender, ret_error);
    if (result == BATCH_FAILED && !*ret_offender)
        result = run_singly(batch, ret_offender, ret_error);
    if (result == BATCH_DONE)
        return finish(batch, ret_offender, ret_error);
    if (ret_error->status != STATUS_OK || result == BATCH_STALE)
        return result; /* it did not even begin */
    if (result == BATCH_LOST) {
        fail_with(ret_error, STATUS_UNAVAILABLE, "the connection to the database was lost");
        return result;
    }
    roll_back(batch);
    /* Alone in its transaction, a refused command is simply answered: nothing of it stands. */
    if (result == BATCH_FAILED && batch->n == 1 && !batch->sequential)
        return BATCH_DONE;
    return result;
}

enum batch_result batch_query(struct batch *batch)
{
    struct call **calls = arena_alloc(batch->arena, (batch->n + 1) * sizeof *calls);
    struct call *offender = NULL;
    join(batch);
    for (;;) {
        size_t n = waiting(batch, calls);
        if (!n)
            return BATCH_DONE;
        for (size_t i = 0; i < n; i++)
            if (calls[i]->own->want == WANT_ASK)
                return BATCH_AGAIN;
        enum batch_result result = run_round(batch, calls, n, &offender);
        if (result == BATCH_FAILED && batch->n == 1)
            return BATCH_DONE;
        if (result != BATCH_DONE)
            return result;
    }
}
