/* SPDX-License-Identifier: Apache-2.0
 * Workers: each takes what waits, runs the handlers' first beats, and gives what is ready to one batch.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/broken.h"
#include "base/clock.h"
#include "base/log.h"
#include "schema/check.h"
#include "service/batch.h"
#include "service/meters.h"
#include "service/threads.h"
#include "wire/refusals.h"

enum { REQUEST_BUDGET = 8 << 20, HEAL_TRIES = 5, LOST_PAUSE_US = 50000 };

struct list {
    struct call *calls[2 * BATCH];
    size_t n;
};

struct crew {
    pthread_t thread;
    struct worker worker;
    struct arena *arena;   /* of the batch at hand */
    struct list ready;     /* at their first statement, or ended */
    struct work held[BATCH]; /* requests whose lock value another call of the batch has */
    size_t n_held;
    size_t asking;         /* calls that wait for another service */
};

static struct crew *crews;
static size_t n_crews;

static void finish_call(struct call *call)
{
    struct call_private *own = call->own;
    struct incoming *incoming = own->incoming;
    struct effect effect = {.pos = own->pos, .replayed = own->known};
    log_call(call, clock_mono_us() - incoming->arrived_mono_us);
    meters_request(own->method, own->status, clock_mono_us() - incoming->arrived_mono_us);
    struct error error = call->error;
    enum status status = own->status;
    struct bytes reply = own->reply;
    call_free(call);
    error.status = status;
    server_reply(process.server, incoming, status == STATUS_OK ? NULL : &error, &effect,
                 status == STATUS_OK ? reply : (struct bytes){NULL, 0});
}

static void refuse_call(struct call *call, enum status status, enum executed executed, const char *sentence)
{
    call->own->status = fail(call, status, "%s", sentence);
    call->error.executed = executed;
    call->own->ended = true;
}

/* ---- running what is ready ---- */

static int by_lock(const void *a, const void *b)
{
    const struct call *left = *(struct call *const *)a, *right = *(struct call *const *)b;
    int order = strcmp(left->own->lock_value, right->own->lock_value);
    return order ? order : strcmp(left->key, right->key);
}

/* Drops calls whose time is over: what happened to them is not known. */
static size_t drop_late(struct call **calls, size_t n, struct list *done)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        if (calls[i]->own->incoming->deadline_mono_ms > clock_mono_ms()) {
            calls[kept++] = calls[i];
            continue;
        }
        refuse_call(calls[i], STATUS_UNAVAILABLE, EXECUTED_UNCERTAIN, "the database was lost; repeat with the same key");
        done->calls[done->n++] = calls[i];
    }
    return kept;
}

static enum batch_result run_once(struct crew *crew, struct call **calls, size_t n, bool query, struct error *error)
{
    struct batch batch = {.db = crew->worker.db, .arena = crew->arena, .calls = calls, .n = n};
    struct call *offender = NULL;
    meters_batch(query, n);
    enum batch_result result = query ? batch_query(&batch) : batch_run(&batch, &offender, error);
    if (result != BATCH_LOST)
        database_is(true);
    return result;
}

static void recheck(struct crew *crew, struct call **calls, size_t n)
{
    struct batch batch = {.db = crew->worker.db, .arena = crew->arena, .calls = calls, .n = n};
    batch_recheck(&batch);
}

/* Runs calls to their end; those that ended are appended to `done`. */
static void run_calls(struct crew *crew, struct call **calls, size_t n, bool query, struct list *done)
{
    struct error error;
    for (int tries = 0; n > 0; tries++) {
        enum batch_result result = run_once(crew, calls, n, query, &error);
        if (result == BATCH_DONE)
            break;
        if (result == BATCH_LOST) {
            database_is(false);
            usleep(LOST_PAUSE_US);
            n = drop_late(calls, n, done);
            tries = 0;
        } else if (n > 1 && result == BATCH_FAILED && is_broken("savepoint")) {
            for (size_t i = 0; i < n; i++)
                refuse_call(calls[i], STATUS_FAILED_PRECONDITION, EXECUTED_NO, "another command of the batch failed");
            break;
        } else if (n > 1 && (result == BATCH_FAILED || tries >= 2)) {
            for (size_t i = 0; i < n; i++) {
                call_start(calls[i]);
                run_calls(crew, &calls[i], 1, query, done);
            }
            return;
        } else if (tries >= HEAL_TRIES) {
            refuse_call(calls[0], STATUS_ABORTED, EXECUTED_NO, "others change the same records; try again");
            break;
        } else {
            usleep((useconds_t)(rand() % 2000));
        }
        for (size_t i = 0; i < n; i++)
            call_start(calls[i]);
    }
    if (!query)
        recheck(crew, calls, n);
    for (size_t i = 0; i < n; i++)
        done->calls[done->n++] = calls[i];
}

static void run_ready(struct crew *crew)
{
    struct list commands = {.n = 0}, queries = {.n = 0}, done = {.n = 0};
    for (size_t i = 0; i < crew->ready.n; i++) {
        struct call *call = crew->ready.calls[i];
        if (call->own->ended && (call->own->status != STATUS_OK || call->own->query))
            done.calls[done.n++] = call;
        else if (call->own->query)
            queries.calls[queries.n++] = call;
        else
            commands.calls[commands.n++] = call;
    }
    crew->ready.n = 0;
    qsort(commands.calls, commands.n, sizeof *commands.calls, by_lock);
    run_calls(crew, commands.calls, commands.n, false, &done);
    run_calls(crew, queries.calls, queries.n, true, &done);
    for (size_t i = 0; i < done.n; i++) {
        struct call *call = done.calls[i];
        if (call->own->query && call->own->status == STATUS_OK)
            call->own->reply = wire_pack(call->arena, call->own->out);
        finish_call(call);
    }
    arena_reset(crew->arena);
}

/* ---- taking requests ---- */

static const char *lock_value(struct call *call)
{
    const char *field = call->own->method->schema->lock;
    bool found = false;
    const char *value = field ? param_value(call, field, &found) : NULL;
    return value ? value : "";
}

static bool shares(const struct list *ready, const struct call *call)
{
    for (size_t i = 0; i < ready->n; i++) {
        const struct call *other = ready->calls[i];
        if (other->own->query)
            continue;
        if (call->own->lock_value[0] && strcmp(other->own->lock_value, call->own->lock_value) == 0)
            return true;
        if (strcmp(other->key, call->key) == 0 && other->own->method == call->own->method)
            return true;
    }
    return false;
}

static enum status read_request(struct call *call)
{
    struct call_private *own = call->own;
    if (own->incoming->deadline_mono_ms <= clock_mono_ms())
        return fail(call, STATUS_DEADLINE_EXCEEDED, "the time was over before the work began");
    own->in = wire_unpack(call->arena, own->method->descriptor->input, own->incoming->body, REQUEST_BUDGET);
    if (!own->in) {
        refusal_count("NOT_THE_MESSAGE");
        return fail_for(call, STATUS_INVALID_ARGUMENT, "NOT_THE_MESSAGE", "the request is not a %s",
                        own->method->schema->input->name);
    }
    return schema_check(own->method->schema->input, own->in, &call->error);
}

/* Where a call stands after its handler stopped. */
static void settle(struct crew *crew, struct call *call)
{
    if (!call->own->ended && call->own->want == WANT_ASK)
        crew->asking++;
    else
        crew->ready.calls[crew->ready.n++] = call;
}

/* False when the request must wait for the next batch. */
static bool begin_request(struct crew *crew, const struct work *work)
{
    struct call *call = call_of_request(work, &crew->worker);
    enum status status = read_request(call);
    if (status != STATUS_OK) {
        call->own->status = status;
        call->own->ended = true;
        crew->ready.calls[crew->ready.n++] = call;
        return true;
    }
    call->own->lock_value = lock_value(call);
    if (!call->own->query && shares(&crew->ready, call))
        return false;
    call_start(call);
    settle(crew, call);
    return true;
}

static void take_work(struct crew *crew, const struct work *work)
{
    if (work->answer) {
        crew->asking--;
        call_deliver(work->call, work->answer);
        call_go_on(work->call);
        settle(crew, work->call);
    } else if (!begin_request(crew, work)) {
        crew->held[crew->n_held++] = *work;
    }
}

/* Calls whose questions were answered meet others with their lock value only now: those wait for the next batch. */
static void keep_apart(struct crew *crew, struct list *later)
{
    struct list kept = {.n = 0};
    later->n = 0;
    for (size_t i = 0; i < crew->ready.n; i++) {
        struct call *call = crew->ready.calls[i];
        bool apart = !call->own->query && !call->own->ended && shares(&kept, call);
        struct list *to = apart ? later : &kept;
        to->calls[to->n++] = call;
    }
    crew->ready = kept;
}

static void *work_loop(void *context)
{
    struct crew *crew = context;
    struct work works[BATCH];
    struct list later = {.n = 0};
    bool closed = false;
    while (!closed || crew->asking || crew->n_held || later.n) {
        size_t n_held = crew->n_held;
        struct work held[BATCH];
        memcpy(held, crew->held, n_held * sizeof *held);
        crew->n_held = 0;
        crew->ready = later;
        for (size_t i = 0; i < n_held; i++)
            take_work(crew, &held[i]);
        size_t busy = crew->ready.n + crew->n_held;
        size_t room = busy < BATCH ? BATCH - busy : 0;
        /* Those who ask keep their fibers: no more of them than a batch. */
        size_t n = room ? inbox_take(process.inbox, crew->worker.nth, works, room, crew->asking < BATCH, busy == 0,
                                     &closed)
                        : 0;
        for (size_t i = 0; i < n; i++)
            take_work(crew, &works[i]);
        keep_apart(crew, &later);
        run_ready(crew);
        if (closed && crew->asking)
            usleep(1000);
    }
    return NULL;
}

/* One plan per statement, made once: planning event_add anew costs more than running it. Tables start empty and grow
 * without the planner noticing at once, so no plan may rest on their being small: no sequential scans. */
struct db *process_db(const char *what)
{
    char name[64], options[400];
    snprintf(name, sizeof name, "%s %s", process.word, what);
    snprintf(options, sizeof options,
             "-c search_path=%s -c idle_in_transaction_session_timeout=1000 -c lock_timeout=2000 "
             "-c statement_timeout=5000 -c timezone=UTC -c datestyle=ISO -c jit=off "
             "-c plan_cache_mode=force_generic_plan -c enable_seqscan=off",
             process.word);
    return db_new(process.settings.dsn, options, name, process.set);
}

enum status workers_open(struct error *error)
{
    n_crews = (size_t)process.settings.workers;
    crews = need_alloc(n_crews * sizeof *crews);
    for (size_t i = 0; i < n_crews; i++) {
        crews[i].worker.nth = (unsigned)i;
        crews[i].worker.db = process_db("worker");
        crews[i].arena = arena_new();
        if (pthread_create(&crews[i].thread, NULL, work_loop, &crews[i]) != 0)
            return fail_with(error, STATUS_RESOURCE_EXHAUSTED, "no thread for worker %zu", i);
    }
    return STATUS_OK;
}

void workers_close(void)
{
    inbox_close(process.inbox);
    for (size_t i = 0; i < n_crews; i++) {
        struct worker *worker = &crews[i].worker;
        pthread_join(crews[i].thread, NULL);
        db_free(worker->db);
        arena_free(crews[i].arena);
        while (worker->n_fibers)
            fiber_free(worker->fibers[--worker->n_fibers]);
    }
    free(crews);
}
