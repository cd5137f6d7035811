/* SPDX-License-Identifier: Apache-2.0
 * The consumer: reads the logs this service listens to and runs on/<event>.c, effects and cursor in one transaction.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/broken.h"
#include "base/clock.h"
#include "base/log.h"
#include "service/batch.h"
#include "service/meters.h"
#include "service/relay.h"
#include "service/replay.h"
#include "service/threads.h"

enum {
    DOMAINS = 16, FETCH_EVENTS = 200, FETCH_WAIT_MS = 5000, CAREFUL_EVENTS = 200, PAUSE_MS = 100,
    PAUSE_MAX_MS = 5000, PERSIST_MS = 1000, VERIFY_MS = 1000, STALE_MS = 10, LOOK_MS = 5000, CALL_BUDGET = 8 << 20
};

struct source { /* one domain's log */
    const char *domain;
    const char *types[64];
    size_t n_types;
    char epoch[64];
    uint64_t pos;              /* in our database */
    _Atomic uint64_t seen;     /* acted on up to here; may be ahead of `pos` by events we do not listen to */
    bool asked, stopped, placed;
    bool lane_good;            /* its lane has brought the newest event that we know of, and no hole since */
    int64_t asked_at_ms;
    struct answer *answer;     /* under the lock */
    int64_t not_before_ms, persisted_at_ms, looked_at_ms;
    unsigned pauses;
    unsigned meter;
    unsigned careful;          /* events still to be taken one by one: a crash may have come from one of them */
    char forgiven[37];         /* event whose counted try was the database's fault, not its own */
    char (*parked)[37];
    size_t n_parked;
};

struct consumer {
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    bool closed, woken; /* under the lock */
    struct source sources[DOMAINS];
    size_t n;
    struct worker worker;
    struct arena *arena;
};

/* ---- which logs, which types ---- */

static struct source *source_of(struct consumer *consumer, const char *domain)
{
    for (size_t i = 0; i < consumer->n; i++)
        if (strcmp(consumer->sources[i].domain, domain) == 0)
            return &consumer->sources[i];
    struct source *source = &consumer->sources[consumer->n++];
    source->domain = domain;
    source->careful = CAREFUL_EVENTS;
    return source;
}

/* Every domain that publishes events but our own; no types: all of them. */
static void list_all_sources(struct consumer *consumer)
{
    size_t n;
    const struct schema_message *const *messages = schema_messages(process.schema, &n);
    for (size_t i = 0; i < n; i++)
        if (messages[i]->event && strcmp(messages[i]->domain, process.word) != 0)
            source_of(consumer, messages[i]->domain);
}

static void list_sources(struct consumer *consumer)
{
    const struct rooms *rooms = process.service->rooms;
    if (process.service->any) {
        list_all_sources(consumer);
        return;
    }
    for (size_t i = 0; i < rooms->n_on; i++) {
        const struct schema_message *message = schema_message(process.schema, rooms->on[i].payload->name);
        struct source *source = source_of(consumer, message->domain);
        if (source->n_types < sizeof source->types / sizeof *source->types)
            source->types[source->n_types++] = message->event;
    }
}

/* ---- small statements ---- */

static struct db_item move_item(struct arena *arena, const struct source *source, uint64_t to)
{
    static const char *const names[] = {"domain", "epoch", "from_pos", "to_pos"};
    const char *texts[] = {source->domain, source->epoch, arena_printf(arena, "%llu", (unsigned long long)source->pos),
                           arena_printf(arena, "%llu", (unsigned long long)to)};
    return item_of(arena, "cursor_move", names, texts, 4);
}

static void pause_source(struct source *source)
{
    int64_t ms = PAUSE_MS << (source->pauses < 6 ? source->pauses : 6);
    source->pauses++;
    source->lane_good = false;
    source->not_before_ms = clock_mono_ms() + (ms > PAUSE_MAX_MS ? PAUSE_MAX_MS : ms);
}

/* Another replica has done it: no failure, and readers of their writes wait for us to know. */
static void go_on_from_there(struct source *source)
{
    source->pauses = 0;
    source->not_before_ms = clock_mono_ms() + STALE_MS;
}

static bool read_parked(struct consumer *consumer, struct source *source)
{
    static const char *const names[] = {"domain"};
    const char *texts[] = {source->domain};
    struct db_item item = item_of(consumer->arena, "parked", names, texts, 1);
    if (!item_run(consumer->worker.db, &item))
        return false;
    source->parked = need_realloc(source->parked, (item.rows.n + 1) * sizeof *source->parked);
    source->n_parked = item.rows.n;
    for (size_t i = 0; i < item.rows.n; i++)
        snprintf(source->parked[i], sizeof *source->parked, "%s", item.rows.values[i]);
    return true;
}

/* Reads cursor and parked aggregates from our own database. */
static bool place(struct consumer *consumer, struct source *source)
{
    static const char *const names[] = {"domains"};
    const char *texts[] = {arena_printf(consumer->arena, "{%s}", source->domain)};
    struct db_item item = item_of(consumer->arena, "cursor_read", names, texts, 1);
    if (!item_run(consumer->worker.db, &item) || item.rows.n != 1 || !read_parked(consumer, source))
        return false;
    snprintf(source->epoch, sizeof source->epoch, "%s", item.rows.values[1]);
    source->pos = strtoull(item.rows.values[2], NULL, 10);
    atomic_store(&source->seen, source->pos);
    return source->placed = true;
}

static void move(struct consumer *consumer, struct source *source, uint64_t to)
{
    struct db_item item = move_item(consumer->arena, source, to);
    source->placed = item_run(consumer->worker.db, &item) && item.rows.changed == 1;
    if (source->placed)
        source->pos = to;
}

/* Somebody may have set the cursor anew, to read it all again: an idle reader and one who was refused would not meet it. */
static void look_at_cursor(struct consumer *consumer, struct source *source)
{
    if (clock_mono_ms() - source->looked_at_ms < LOOK_MS)
        return;
    source->looked_at_ms = clock_mono_ms();
    if (!cursor_is_at(consumer->worker.db, consumer->arena, source->domain, source->epoch, source->pos))
        source->placed = source->stopped = false;
}

/* ---- acting ---- */

static bool is_parked(const struct source *source, const Event *event)
{
    for (size_t i = 0; i < source->n_parked; i++)
        if (strcmp(source->parked[i], event->agg_id) == 0)
            return true;
    return false;
}

static struct call *call_for(struct consumer *consumer, const struct source *source, const Event *event)
{
    const struct listener *listener = listener_of(event->type);
    struct arena *arena = arena_new();
    if (!listener || is_parked(source, event))
        listener = &listener_aside;
    return call_of_event(event, listener, &consumer->worker, arena);
}

static void free_calls(struct call **calls, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct arena *arena = calls[i]->arena;
        call_free(calls[i]);
        arena_free(arena);
    }
}

static enum batch_result run_batch(struct consumer *consumer, struct source *source, struct call **calls, size_t n,
                                   uint64_t to, struct db_item *clear, struct call **ret_offender)
{
    struct error error;
    struct db_item first[2] = {move_item(consumer->arena, source, to)};
    struct batch batch = {.db = consumer->worker.db, .arena = consumer->arena, .calls = calls, .n = n,
                          .sequential = true, .first = first, .n_first = 1};
    if (clear)
        first[batch.n_first++] = *clear;
    if (is_broken("cursor")) { /* the promise broken on purpose: the cursor moves before the effects */
        struct batch alone = batch;
        alone.n = 0;
        enum batch_result moved = batch_run(&alone, ret_offender, &error);
        if (moved != BATCH_DONE)
            return moved;
        source->pos = to;
        batch.n_first = 0;
        usleep(20000); /* time for a fault to fall in between */
    }
    enum batch_result result = batch_run(&batch, ret_offender, &error);
    if (result == BATCH_DONE) {
        source->pos = to;
        source->persisted_at_ms = clock_mono_ms();
        atomic_store(&source->seen, to);
    }
    return result;
}

static enum batch_result bury(struct consumer *consumer, struct source *source, const Event *event, const char *why)
{
    struct db_item clear = attempt_item(consumer->arena, "attempt_clear", source->domain, event);
    struct arena *arena = arena_new();
    struct call *call = call_of_event(event, &listener_aside, &consumer->worker, arena), *offender = NULL;
    call->method = arena_printf(arena, "on.%s!%s", event->type, why);
    enum batch_result result = run_batch(consumer, source, &call, 1, event->pos, &clear, &offender);
    free_calls(&call, 1);
    meters_events(source->meter, METERS_PUT_ASIDE, result == BATCH_DONE);
    if (result == BATCH_DONE)
        log_line(LOG_ERROR, "msg=\"event put among the dead letters, its aggregate is parked\" event=%s type=%s agg=%s",
                 event->id, event->type, event->agg_id);
    return result == BATCH_DONE && read_parked(consumer, source) ? BATCH_DONE : BATCH_LOST;
}

/* One event by itself, its try counted beforehand in a transaction of its own, so that a crash counts too. */
static enum batch_result act_on_one(struct consumer *consumer, struct source *source, const Event *event)
{
    struct db_item count = attempt_item(consumer->arena, "attempt_count", source->domain, event);
    struct db_item clear = attempt_item(consumer->arena, "attempt_clear", source->domain, event);
    if (strcmp(source->forgiven, event->id) == 0 && !item_run(consumer->worker.db, &clear))
        return BATCH_LOST;
    source->forgiven[0] = '\0';
    if (!item_run(consumer->worker.db, &count))
        return BATCH_LOST;
    long tries = strtol(count.rows.values[0], NULL, 10);
    if (tries > EVENT_TRIES)
        return bury(consumer, source, event, "it was tried five times");
    struct call *call = call_for(consumer, source, event), *offender = NULL;
    int64_t began_us = clock_mono_us();
    enum batch_result result = run_batch(consumer, source, &call, 1, event->pos, &clear, &offender);
    meters_events(source->meter, result == BATCH_DONE ? METERS_ACTED : METERS_RETRIED, result != BATCH_STALE);
    if (result == BATCH_DONE || result == BATCH_FAILED)
        log_call(call, clock_mono_us() - began_us);
    if (result == BATCH_FAILED) {
        if (!failure_counts(call->own->status)) {
            if (!item_run(consumer->worker.db, &clear) || !read_parked(consumer, source))
                result = BATCH_LOST;
        } else if (tries == EVENT_TRIES) {
            result = bury(consumer, source, event, call->error.message);
        }
    }
    if (result == BATCH_STALE && !item_run(consumer->worker.db, &clear)) /* done by another: its count is over */
        result = BATCH_LOST;
    if (result != BATCH_DONE && result != BATCH_FAILED)
        snprintf(source->forgiven, sizeof source->forgiven, "%s", event->id);
    free_calls(&call, 1);
    return result;
}

static enum batch_result act_on_many(struct consumer *consumer, struct source *source, Event **events, size_t n,
                                     uint64_t to, size_t *ret_failed)
{
    struct call **calls = arena_alloc(consumer->arena, (n + 1) * sizeof *calls), *offender = NULL;
    for (size_t i = 0; i < n; i++)
        calls[i] = call_for(consumer, source, events[i]);
    int64_t began_us = clock_mono_us();
    enum batch_result result = run_batch(consumer, source, calls, n, to, NULL, &offender);
    *ret_failed = n;
    for (size_t i = 0; i < n; i++) {
        if (calls[i] == offender)
            *ret_failed = i;
        else if (result == BATCH_DONE && calls[i]->own->touched_sql) /* what concerned nobody is not worth a line */
            log_call(calls[i], (clock_mono_us() - began_us) / (int64_t)n);
    }
    if (result == BATCH_DONE)
        meters_events(source->meter, METERS_ACTED, n);
    free_calls(calls, n);
    return result;
}

/* Works through a page. What could not be done is fetched again after a pause. */
static void act(struct consumer *consumer, struct source *source, Event **events, size_t n, uint64_t next)
{
    enum batch_result result = BATCH_DONE;
    size_t i = 0;
    while (i < n && result == BATCH_DONE) {
        if (source->careful) {
            source->careful--;
            result = act_on_one(consumer, source, events[i++]);
            continue;
        }
        size_t failed;
        result = act_on_many(consumer, source, events + i, n - i, next, &failed);
        if (result == BATCH_FAILED) {
            /* Those before the offender, then it alone, then the rest. */
            source->careful = (unsigned)(failed - i < n ? failed + 1 : 1);
            result = BATCH_DONE;
            continue;
        }
        i = n;
    }
    if (result == BATCH_DONE) {
        source->pauses = 0;
        return;
    }
    source->placed = result != BATCH_STALE && result != BATCH_LOST && source->placed;
    if (result == BATCH_STALE)
        go_on_from_there(source);
    else
        pause_source(source);
}

/* Nothing for us up to `next`: remembered in the database now and then only. */
static void pass_over(struct consumer *consumer, struct source *source, uint64_t next)
{
    if (next > atomic_load(&source->seen))
        atomic_store(&source->seen, next);
    if (next <= source->pos) {
        look_at_cursor(consumer, source);
        return;
    }
    if (clock_mono_ms() - source->persisted_at_ms < PERSIST_MS)
        return;
    source->persisted_at_ms = clock_mono_ms();
    move(consumer, source, next);
}

static uint64_t position(const struct source *source)
{
    uint64_t seen = atomic_load(&source->seen);
    return seen > source->pos ? seen : source->pos;
}

static void go_through(struct consumer *consumer, struct source *source, Event **events, size_t n, uint64_t next)
{
    if (n)
        act(consumer, source, events, n, next);
    else
        pass_over(consumer, source, next);
}

static void read_answer(struct consumer *consumer, struct source *source, struct answer *answer)
{
    if (answer->error.status != STATUS_OK) {
        if (strcmp(answer->error.reason, "EPOCH_MISMATCH") == 0 || strcmp(answer->error.reason, "CURSOR_TOO_OLD") == 0) {
            source->stopped = true;
            log_line(LOG_ERROR, "msg=\"stopped reading a log: it was restored or is no longer kept; rewind on purpose\" "
                                "domain=%s reason=%s", source->domain, answer->error.reason);
        }
        pause_source(source);
        return;
    }
    FetchReply *page = wire_unpack(answer->arena, &fetch_reply__descriptor, answer->body, CALL_BUDGET);
    Cursor *cursor = page ? wire_unpack(answer->arena, &cursor__descriptor,
                                        (struct bytes){page->next_cursor.data, page->next_cursor.len}, 1 << 16)
                          : NULL;
    if (!cursor || cursor->n_points != 1) {
        pause_source(source);
        return;
    }
    const CursorPoint *next = cursor->points[0];
    if (!source->epoch[0]) {
        snprintf(source->epoch, sizeof source->epoch, "%s", next->epoch);
        move(consumer, source, source->pos); /* an empty log was read, too: what it loses from here on is a gap */
    }
    size_t known = 0; /* the lane may have been quicker */
    while (known < page->n_events && page->events[known]->pos <= position(source))
        known++;
    go_through(consumer, source, page->events + known, page->n_events - known, next->pos);
    meters_page(source->meter, position(source), page->n_heads ? page->heads[0]->pos : next->pos, page->events,
                page->n_events);
    source->lane_good = source->lane_good && known == page->n_events;
}

/* May an event be the next one after `pos`? Only the log knows, and `prev` is its word. */
static bool goes_on(const struct lane_entry *entry, uint64_t pos)
{
    return entry->type[0] && ((entry->prev <= pos && pos < entry->pos) || is_broken("prev"));
}

/* What the lane has brought is good as far as it goes on from where we are. From a hole on, the owner is asked. */
static void read_lane(struct consumer *consumer, struct source *source)
{
    struct lane_entry *entries;
    size_t n = lanes_take((size_t)(source - consumer->sources), consumer->arena, &entries), wanted = 0, i = 0;
    if (!n || !source->placed || clock_mono_ms() < source->not_before_ms)
        return;
    Event **events = arena_alloc(consumer->arena, n * sizeof *events);
    uint64_t at = position(source);
    for (; i < n; i++) {
        const struct lane_entry *entry = &entries[i];
        struct bytes packed = {entry->event, entry->size};
        if (entry->pos <= at)
            continue;
        if (!goes_on(entry, at))
            break;
        if (listener_of(entry->type)) {
            Event *event = wire_unpack(consumer->arena, &event__descriptor, packed, CALL_BUDGET);
            if (!event || event->pos != entry->pos || !text_equal(event->domain, source->domain))
                break;
            events[wanted++] = event;
        }
        at = entry->pos;
    }
    source->lane_good = i == n && (source->lane_good || entries[n - 1].pos == at);
    if (at > position(source))
        go_through(consumer, source, events, wanted, at);
    meters_page(source->meter, position(source), entries[n - 1].pos, events, wanted);
}

/* ---- asking ---- */

static void answered(void *context, struct answer *answer)
{
    struct source *source = context;
    struct consumer *consumer = process.consumer;
    pthread_mutex_lock(&consumer->lock);
    source->answer = answer;
    pthread_cond_signal(&consumer->changed);
    pthread_mutex_unlock(&consumer->lock);
}

static void ask_next(struct consumer *consumer, struct source *source)
{
    Cursor cursor = CURSOR__INIT;
    CursorPoint point = CURSOR_POINT__INIT, *points[] = {&point};
    FetchRequest request = FETCH_REQUEST__INIT;
    Header header = HEADER__INIT;
    point.domain = source->domain;
    point.epoch = source->epoch;
    point.has_pos = true;
    point.pos = position(source);
    cursor.n_points = 1;
    cursor.points = points;
    struct bytes packed = wire_pack(consumer->arena, &cursor);
    request.n_types = source->n_types;
    request.types = source->types;
    request.has_cursor = request.has_max_events = request.has_wait_ms = true;
    request.cursor = (ProtobufCBinaryData){packed.size, (uint8_t *)(uintptr_t)packed.data};
    request.max_events = FETCH_EVENTS;
    request.wait_ms = source->lane_good ? 0 : FETCH_WAIT_MS; /* with a good lane it is only asked whether it is */
    request.consumer = process.word;
    header.method = "events.Fetch";
    header.principal = principal_of_service(process.signer, consumer->arena);
    struct outcall outcall = {.service = source->domain, .header = &header, .body = wire_pack(consumer->arena, &request),
                              .timeout_ms = FETCH_WAIT_MS + 2000, .query = true, .done = answered, .context = source};
    source->asked = true;
    source->asked_at_ms = clock_mono_ms();
    client_send(process.client, &outcall);
}

void consumer_wake(void)
{
    struct consumer *consumer = process.consumer;
    pthread_mutex_lock(&consumer->lock);
    consumer->woken = true;
    pthread_cond_signal(&consumer->changed);
    pthread_mutex_unlock(&consumer->lock);
}

bool consumer_has_seen(const char *domain, uint64_t pos)
{
    struct consumer *consumer = process.consumer;
    for (size_t i = 0; consumer && i < consumer->n; i++)
        if (strcmp(consumer->sources[i].domain, domain) == 0)
            return atomic_load(&consumer->sources[i].seen) >= pos;
    return true;
}

static struct answer *take_answer(struct consumer *consumer, struct source *source)
{
    pthread_mutex_lock(&consumer->lock);
    struct answer *answer = source->answer;
    source->answer = NULL;
    pthread_mutex_unlock(&consumer->lock);
    return answer;
}

static void tend(struct consumer *consumer, struct source *source, bool closed)
{
    struct answer *answer = take_answer(consumer, source);
    if (answer) {
        source->asked = false;
        if (!closed)
            read_answer(consumer, source, answer);
        answer_free(answer);
    }
    if (!closed && source->stopped)
        look_at_cursor(consumer, source);
    if (closed || source->stopped)
        return;
    if (source->epoch[0] && source->placed)
        lanes_follow((size_t)(source - consumer->sources), source->domain, source->epoch, position(source));
    read_lane(consumer, source);
    source->lane_good = source->lane_good && lanes_up();
    int64_t now_ms = clock_mono_ms();
    if (source->asked || now_ms < source->not_before_ms ||
        (source->placed && source->lane_good && now_ms - source->asked_at_ms < VERIFY_MS))
        return;
    if (source->placed || place(consumer, source))
        ask_next(consumer, source);
    else
        pause_source(source);
}

static bool wait_for_answers(struct consumer *consumer)
{
    bool some = visible_release(false);
    pthread_mutex_lock(&consumer->lock);
    bool answer = consumer->woken;
    for (size_t i = 0; i < consumer->n; i++)
        answer = answer || consumer->sources[i].answer;
    if (!answer && !consumer->closed) {
        struct timespec until;
        clock_gettime(CLOCK_MONOTONIC, &until);
        until.tv_nsec += (some ? 20 : 100) * 1000000;
        until.tv_sec += until.tv_nsec / 1000000000;
        until.tv_nsec %= 1000000000;
        pthread_cond_timedwait(&consumer->changed, &consumer->lock, &until);
    }
    bool closed = consumer->closed;
    consumer->woken = false;
    pthread_mutex_unlock(&consumer->lock);
    return closed;
}

static void *consume_loop(void *context)
{
    struct consumer *consumer = context;
    for (bool closed = false; !closed;) {
        closed = wait_for_answers(consumer);
        for (size_t i = 0; i < consumer->n; i++)
            tend(consumer, &consumer->sources[i], closed);
        bool repaired = !closed && replay_run(&consumer->worker, consumer->arena);
        for (size_t i = 0; repaired && i < consumer->n; i++)
            consumer->sources[i].placed = consumer->sources[i].placed && read_parked(consumer, &consumer->sources[i]);
        arena_reset(consumer->arena);
    }
    return NULL;
}

enum status consumer_open(struct error *error)
{
    struct consumer *consumer = need_alloc(sizeof *consumer);
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_mutex_init(&consumer->lock, NULL);
    pthread_cond_init(&consumer->changed, &monotonic);
    pthread_condattr_destroy(&monotonic);
    list_sources(consumer);
    for (size_t i = 0; i < consumer->n; i++)
        consumer->sources[i].meter = meters_source(consumer->sources[i].domain);
    consumer->worker.db = process_db("consumer");
    consumer->arena = arena_new();
    process.consumer = consumer;
    if (pthread_create(&consumer->thread, NULL, consume_loop, consumer) != 0)
        return fail_with(error, STATUS_RESOURCE_EXHAUSTED, "no thread for the consumer");
    return STATUS_OK;
}

/* The thread ends first; answers may still arrive until the client is closed, then the rest is freed. */
void consumer_close(void)
{
    struct consumer *consumer = process.consumer;
    pthread_mutex_lock(&consumer->lock);
    consumer->closed = true;
    pthread_cond_signal(&consumer->changed);
    pthread_mutex_unlock(&consumer->lock);
    visible_release(true);
    pthread_join(consumer->thread, NULL);
}

void consumer_free(void)
{
    struct consumer *consumer = process.consumer;
    for (size_t i = 0; i < consumer->n; i++) {
        if (consumer->sources[i].answer)
            answer_free(consumer->sources[i].answer);
        free(consumer->sources[i].parked);
    }
    struct worker *worker = &consumer->worker;
    while (worker->n_fibers)
        fiber_free(worker->fibers[--worker->n_fibers]);
    db_free(worker->db);
    arena_free(consumer->arena);
    free(consumer);
    process.consumer = NULL;
}
