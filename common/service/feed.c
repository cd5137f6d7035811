/* SPDX-License-Identifier: Apache-2.0
 * The feed: answers Fetch for this service's log. Long polls wait here, not in a worker; one cache of the log's end
 * serves all of them.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "schema/check.h"
#include "service/batch.h"
#include "service/meters.h"
#include "service/relay.h"
#include "service/threads.h"
#include "wire/event_filter.h"
#include "wire/refusals.h"

enum { CHUNK = 500, CACHE_EVENTS = 2000, REPLY_BYTES = 512 << 10, TICK_MS = 100, MOVED_MS = 20, SEEN_MS = 1000, SEEN_MAX = 64 };

struct chunk { /* part of the cache, oldest first */
    struct chunk *next;
    struct arena *arena;
    Event **events;
    size_t n;
};

struct stretch { /* of the log further back than the cache, which a reader who is behind goes through */
    struct arena *arena;  /* NULL: none */
    const char *patterns; /* of the types that it was read for; NULL: all */
    Event **events;
    size_t n;
    uint64_t from, to;    /* it holds all of these types with from < pos <= to */
    bool more;            /* there may be others after `to` */
};

struct poll { /* a Fetch that waits */
    struct poll *next;
    struct incoming *incoming;
    const char *scope;
    bool is_service;
    FetchRequest *request;
    uint64_t pos;
    int64_t until_ms;
    int64_t moved_ms; /* since when it has passed events that it does not want; 0: it has not */
    int64_t began_us;
};

struct seen { /* what a named consumer has read; written once a second */
    char name[64];
    uint64_t pos;
    bool dirty;
};

struct feed {
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    struct poll *arrived; /* newest first; under the lock */
    bool wake, closed;    /* under the lock */
    struct db *db;
    struct poll *polls;
    bool moved;           /* some poll of a consumer has passed events and is to be told */
    struct chunk *oldest, *newest;
    size_t cached;
    uint64_t from, tail;  /* the cache holds all events with from < pos <= tail */
    bool tail_known;
    struct stretch stretch;
    bool read_ahead;      /* whoever goes through the stretch has its end */
    struct seen seen[SEEN_MAX];
    size_t n_seen;
    int64_t seen_at_ms;
};

void feed_put(struct incoming *incoming, const char *scope, bool is_service)
{
    struct feed *feed = process.feed;
    struct poll *poll = arena_alloc(incoming->arena, sizeof *poll);
    poll->incoming = incoming;
    poll->scope = scope;
    poll->is_service = is_service;
    poll->began_us = clock_mono_us();
    pthread_mutex_lock(&feed->lock);
    poll->next = feed->arrived;
    feed->arrived = poll;
    pthread_cond_signal(&feed->changed);
    pthread_mutex_unlock(&feed->lock);
}

void feed_wake(void)
{
    struct feed *feed = process.feed;
    if (!feed)
        return;
    pthread_mutex_lock(&feed->lock);
    feed->wake = true;
    pthread_cond_signal(&feed->changed);
    pthread_mutex_unlock(&feed->lock);
}

/* ---- the cache ---- */

static void drop_oldest(struct feed *feed)
{
    struct chunk *chunk = feed->oldest;
    feed->from = chunk->events[chunk->n - 1]->pos;
    feed->cached -= chunk->n;
    feed->oldest = chunk->next;
    if (!feed->oldest)
        feed->newest = NULL;
    arena_free(chunk->arena);
}

static void drop_all(struct feed *feed)
{
    while (feed->oldest)
        drop_oldest(feed);
}

static bool query(struct feed *feed, const char *statement, const char *const *names, const char *const *texts, size_t n,
                  struct arena *arena, struct db_rows *ret_rows)
{
    struct db_item item = item_of(arena, statement, names, texts, n);
    bool good = item_run(feed->db, &item);
    *ret_rows = item.rows;
    return good;
}

static const char *number(struct arena *arena, uint64_t value)
{
    return arena_printf(arena, "%llu", (unsigned long long)value);
}

static bool read_head(struct feed *feed, uint64_t *ret_head)
{
    struct arena *arena = arena_new();
    struct db_rows rows;
    bool good = query(feed, "event_head_pos", NULL, NULL, 0, arena, &rows);
    if (good)
        *ret_head = strtoull(rows.values[0], NULL, 10);
    arena_free(arena);
    return good;
}

static void append(struct feed *feed, const struct db_rows *rows, struct arena *arena)
{
    struct chunk *chunk = arena_alloc(arena, sizeof *chunk);
    chunk->arena = arena;
    chunk->n = rows->n;
    chunk->events = arena_alloc(arena, rows->n * sizeof *chunk->events);
    for (size_t i = 0; i < rows->n; i++)
        chunk->events[i] = event_of_row(rows, i, arena);
    relay_offer(chunk->events, chunk->n, feed->tail);
    if (feed->newest)
        feed->newest->next = chunk;
    else
        feed->oldest = chunk;
    feed->newest = chunk;
    feed->cached += chunk->n;
    feed->tail = chunk->events[chunk->n - 1]->pos;
    while (feed->cached > CACHE_EVENTS && feed->oldest != feed->newest)
        drop_oldest(feed);
}

/* Reads what was committed since; a feed far behind starts its cache anew at the log's end. */
static bool read_tail(struct feed *feed)
{
    if (!feed->tail_known) {
        if (!read_head(feed, &feed->tail))
            return false;
        feed->from = feed->tail;
        feed->tail_known = true;
    }
    for (int i = 0; i < 1 + CACHE_EVENTS / CHUNK; i++) {
        struct arena *arena = arena_new();
        static const char *const names[] = {"pos", "max"};
        const char *texts[] = {number(arena, feed->tail), number(arena, CHUNK)};
        struct db_rows rows;
        if (!query(feed, "event_tail", names, texts, 2, arena, &rows)) {
            arena_free(arena);
            return false;
        }
        bool more = rows.n == CHUNK;
        if (rows.n)
            append(feed, &rows, arena);
        else
            arena_free(arena);
        if (!more)
            return true;
    }
    drop_all(feed);
    feed->tail_known = false;
    return read_tail(feed);
}

/* ---- answering ---- */

static size_t event_limit(const FetchRequest *request)
{
    return request->has_max_events ? request->max_events : 100;
}

struct page {
    Event **events;
    size_t n, bytes;
    uint64_t next; /* everything up to here was looked at */
};

/* False when the page is full. */
static bool take(const struct poll *poll, struct page *page, Event *event)
{
    if (!event_is_wanted(event, poll->scope, poll->request->types, poll->request->n_types)) {
        page->next = event->pos;
        return true;
    }
    size_t size = event->payload.len + 400;
    if (page->n == event_limit(poll->request) || (page->n && page->bytes + size > REPLY_BYTES))
        return false;
    page->events[page->n++] = event;
    page->bytes += size;
    page->next = event->pos;
    return true;
}

static void page_from_cache(const struct feed *feed, const struct poll *poll, struct page *page)
{
    for (const struct chunk *chunk = feed->oldest; chunk; chunk = chunk->next) {
        if (chunk->events[chunk->n - 1]->pos <= poll->pos)
            continue;
        for (size_t i = 0; i < chunk->n; i++)
            if (chunk->events[i]->pos > poll->pos && !take(poll, page, chunk->events[i]))
                return;
    }
    page->next = feed->tail > poll->pos ? feed->tail : poll->pos;
}

/* "deal.*" as a LIKE pattern; "_" is a letter in event types. */
static const char *like(struct arena *arena, const char *pattern)
{
    struct text out;
    text_init(&out, arena);
    for (; *pattern; pattern++) {
        if (*pattern == '_' || *pattern == '%' || *pattern == '\\')
            text_putc(&out, '\\');
        text_putc(&out, *pattern == '*' && !pattern[1] ? '%' : *pattern);
    }
    return out.bytes;
}

static const char *like_array(struct arena *arena, const FetchRequest *request)
{
    struct text out;
    text_init(&out, arena);
    text_putc(&out, '{');
    for (size_t i = 0; i < request->n_types; i++) {
        text_puts(&out, i ? ",\"" : "\"");
        for (const char *p = like(arena, request->types[i]); *p; p++) {
            if (*p == '"' || *p == '\\')
                text_putc(&out, '\\');
            text_putc(&out, *p);
        }
        text_putc(&out, '"');
    }
    text_putc(&out, '}');
    return out.bytes;
}

static bool read_stretch(struct feed *feed, uint64_t pos, const char *patterns)
{
    struct arena *arena = arena_new();
    struct stretch stretch = {.arena = arena, .patterns = patterns ? arena_strdup(arena, patterns) : NULL, .from = pos};
    static const char *const names[] = {"pos", "max", "patterns"};
    const char *texts[] = {number(arena, pos), number(arena, CHUNK), stretch.patterns};
    struct db_rows rows;
    if (!query(feed, patterns ? "event_tail_of_types" : "event_tail", names, texts, 3, arena, &rows)) {
        arena_free(arena);
        return false;
    }
    stretch.n = rows.n;
    stretch.events = arena_alloc(arena, rows.n * sizeof *stretch.events);
    for (size_t i = 0; i < rows.n; i++)
        stretch.events[i] = event_of_row(&rows, i, arena);
    stretch.to = rows.n ? stretch.events[rows.n - 1]->pos : pos;
    stretch.more = rows.n == CHUNK;
    if (!stretch.more && stretch.to < feed->tail)
        stretch.to = feed->tail; /* the tail was read before: what is not here by now is not wanted */
    arena_free(feed->stretch.arena);
    feed->stretch = stretch;
    return true;
}

static bool page_from_log(struct feed *feed, const struct poll *poll, struct page *page)
{
    struct stretch *stretch = &feed->stretch;
    const char *patterns = poll->request->n_types ? like_array(poll->incoming->arena, poll->request) : NULL;
    bool goes_on = stretch->arena && stretch->from <= poll->pos && poll->pos <= stretch->to &&
                   text_equal(stretch->patterns, patterns);
    if ((!goes_on || poll->pos == stretch->to) && !read_stretch(feed, poll->pos, patterns))
        return false;
    for (size_t i = 0; i < stretch->n; i++)
        if (stretch->events[i]->pos > poll->pos && !take(poll, page, stretch->events[i]))
            return true;
    page->next = stretch->to;
    feed->read_ahead = goes_on && stretch->more; /* two readers by turns would spoil it for each other */
    return true;
}

/* While a reader looks at the end of a stretch, Postgres is at the next one. */
static void read_ahead(struct feed *feed)
{
    if (feed->read_ahead)
        read_stretch(feed, feed->stretch.to, feed->stretch.patterns);
    feed->read_ahead = false;
}

static void reply(struct feed *feed, struct poll *poll, const struct page *page, const struct error *error)
{
    struct incoming *incoming = poll->incoming;
    FetchReply out = FETCH_REPLY__INIT;
    Cursor cursor = CURSOR__INIT;
    CursorPoint next = CURSOR_POINT__INIT, head = CURSOR_POINT__INIT, *points[] = {&next}, *heads[] = {&head};
    struct bytes body = {NULL, 0};
    if (!error) {
        next.domain = head.domain = process.word;
        next.epoch = head.epoch = process.epoch;
        next.has_pos = head.has_pos = true;
        next.pos = page->next;
        head.pos = feed->tail;
        cursor.n_points = 1;
        cursor.points = points;
        struct bytes packed = wire_pack(incoming->arena, &cursor);
        out.events = page->events;
        out.n_events = page->n;
        out.has_next_cursor = true;
        out.next_cursor = (ProtobufCBinaryData){packed.size, (uint8_t *)(uintptr_t)packed.data};
        out.has_caught_up = true;
        out.caught_up = page->next >= feed->tail;
        out.n_heads = 1;
        out.heads = heads;
        body = wire_pack(incoming->arena, &out);
    }
    log_line(error ? LOG_INFO : LOG_DEBUG, "method=events.Fetch status=%s events=%zu ms=%.1f",
             status_word(error ? error->status : STATUS_OK), error ? 0 : page->n,
             (double)(clock_mono_us() - poll->began_us) / 1000);
    meters_poll(page && !error ? page->n : 0);
    server_reply(process.server, incoming, error, NULL, body);
}

static void note_seen(struct feed *feed, const char *name, uint64_t pos)
{
    size_t i = 0;
    while (i < feed->n_seen && strcmp(feed->seen[i].name, name) != 0)
        i++;
    if (i == SEEN_MAX)
        return;
    if (i == feed->n_seen)
        snprintf(feed->seen[feed->n_seen++].name, sizeof feed->seen->name, "%s", name);
    feed->seen[i].pos = pos;
    feed->seen[i].dirty = true;
}

static void write_seen(struct feed *feed)
{
    if (clock_mono_ms() - feed->seen_at_ms < SEEN_MS)
        return;
    feed->seen_at_ms = clock_mono_ms();
    struct arena *arena = arena_new();
    static const char *const names[] = {"consumer", "pos"};
    for (size_t i = 0; i < feed->n_seen; i++) {
        struct seen *seen = &feed->seen[i];
        const char *texts[] = {seen->name, number(arena, seen->pos)};
        struct db_rows rows;
        if (seen->dirty && query(feed, "consumer_seen", names, texts, 2, arena, &rows))
            seen->dirty = false;
    }
    arena_free(arena);
}

static enum status kept(struct feed *feed, const struct poll *poll, struct error *error)
{
    struct arena *arena = poll->incoming->arena;
    struct db_rows rows;
    if (!query(feed, "event_kept_from", NULL, NULL, 0, arena, &rows))
        return fail_with(error, STATUS_UNAVAILABLE, "the log can't be read now");
    uint64_t kept_from = strtoull(rows.values[0], NULL, 10);
    if (poll->pos + 1 >= kept_from)
        return STATUS_OK;
    fail_with(error, STATUS_OUT_OF_RANGE, "the log of %s is kept from position %llu on, the cursor is at %llu",
              process.word, (unsigned long long)kept_from, (unsigned long long)poll->pos);
    snprintf(error->reason, sizeof error->reason, "CURSOR_TOO_OLD");
    return STATUS_OUT_OF_RANGE;
}

/* Where the poll begins. */
static enum status place(struct feed *feed, struct poll *poll, struct error *error)
{
    const FetchRequest *request = poll->request;
    struct arena *arena = poll->incoming->arena;
    Cursor *cursor = NULL;
    if (request->has_cursor) {
        cursor = wire_unpack(arena, &cursor__descriptor, (struct bytes){request->cursor.data, request->cursor.len},
                             1 << 16);
        if (!cursor)
            return fail_with(error, STATUS_INVALID_ARGUMENT, "cursor: not one that Fetch gave");
    }
    for (size_t i = 0; cursor && i < cursor->n_points; i++) {
        const CursorPoint *point = cursor->points[i];
        if (!text_equal(point->domain, process.word))
            continue;
        if (point->epoch && point->epoch[0] && strcmp(point->epoch, process.epoch) != 0) {
            fail_with(error, STATUS_FAILED_PRECONDITION, "the log of %s was restored since this cursor was given",
                      process.word);
            snprintf(error->reason, sizeof error->reason, "EPOCH_MISMATCH");
            return STATUS_FAILED_PRECONDITION;
        }
        if (point->pos > INT64_MAX) /* Postgres' bigint is where positions come from */
            return fail_with(error, STATUS_INVALID_ARGUMENT, "cursor: not one that Fetch gave");
        poll->pos = point->pos;
        /* Without an epoch nothing was read yet: who listens for the first time begins with what is kept. */
        bool was_read = poll->pos || !is_blank(point->epoch);
        return was_read && poll->pos < feed->from ? kept(feed, poll, error) : STATUS_OK;
    }
    poll->pos = request->has_from && request->from == FETCH_REQUEST__FROM__LATEST ? feed->tail : 0;
    return STATUS_OK;
}

static enum status read_poll(struct feed *feed, struct poll *poll, struct error *error)
{
    struct incoming *incoming = poll->incoming;
    poll->request = wire_unpack(incoming->arena, &fetch_request__descriptor, incoming->body, 1 << 20);
    if (!poll->request) {
        refusal_count("NOT_THE_MESSAGE");
        return fail_with(error, STATUS_INVALID_ARGUMENT, "the request is not a FetchRequest");
    }
    TRY(schema_check(schema_message(process.schema, fetch_request__descriptor.name), &poll->request->base, error));
    if (!poll->is_service) /* retention waits for whoever names himself */
        poll->request->consumer = NULL;
    TRY(place(feed, poll, error));
    int64_t wait_ms = poll->request->has_wait_ms ? poll->request->wait_ms : 0, now_ms = clock_mono_ms();
    poll->until_ms = now_ms + wait_ms;
    if (poll->until_ms > incoming->deadline_mono_ms - 50)
        poll->until_ms = incoming->deadline_mono_ms - 50;
    if (poll->request->consumer)
        note_seen(feed, poll->request->consumer, poll->pos);
    return STATUS_OK;
}

/* True when it was answered. */
static bool serve(struct feed *feed, struct poll *poll, bool closing)
{
    struct page page = {.next = poll->pos};
    struct error error;
    page.events = arena_alloc(poll->incoming->arena, (event_limit(poll->request) + 1) * sizeof *page.events);
    if (poll->pos >= feed->from) {
        page_from_cache(feed, poll, &page);
    } else if (!page_from_log(feed, poll, &page)) {
        fail_with(&error, STATUS_UNAVAILABLE, "the log can't be read now");
        reply(feed, poll, NULL, &error);
        return true;
    }
    int64_t now_ms = clock_mono_ms();
    if (page.next > poll->pos && !poll->moved_ms)
        poll->moved_ms = now_ms;
    /* Consumers learn soon how far they are, also where nothing is for them: readers of their writes wait for it. */
    bool tell = poll->request->consumer && poll->moved_ms && now_ms - poll->moved_ms >= MOVED_MS;
    if (!page.n && page.next >= feed->tail && now_ms < poll->until_ms && !closing && !tell) {
        poll->pos = page.next; /* nothing up to there: look only at what comes */
        return false;
    }
    reply(feed, poll, &page, NULL);
    return true;
}

static void serve_all(struct feed *feed, bool closing)
{
    feed->moved = false;
    for (struct poll **p = &feed->polls; *p;) {
        struct poll *poll = *p, *next = poll->next;
        if (serve(feed, poll, closing)) {
            *p = next;
            continue;
        }
        feed->moved = feed->moved || (poll->moved_ms && poll->request->consumer);
        p = &poll->next;
    }
}

static void admit(struct feed *feed, struct poll *arrived)
{
    while (arrived) {
        struct poll *poll = arrived;
        struct error error;
        arrived = arrived->next;
        if (read_poll(feed, poll, &error) != STATUS_OK) {
            reply(feed, poll, NULL, &error);
            continue;
        }
        poll->next = feed->polls;
        feed->polls = poll;
    }
}

static void refuse_all(struct poll *polls, struct feed *feed)
{
    struct error error;
    fail_with(&error, STATUS_UNAVAILABLE, "the log can't be read now");
    while (polls) {
        struct poll *poll = polls;
        polls = polls->next;
        reply(feed, poll, NULL, &error);
    }
}

/* Waits for a request, a commit or the next tick; returns the requests that came. */
static struct poll *wait_for_work(struct feed *feed, bool *ret_woken, bool *ret_closed)
{
    pthread_mutex_lock(&feed->lock);
    if (!feed->arrived && !feed->wake && !feed->closed) {
        struct timespec until;
        clock_gettime(CLOCK_MONOTONIC, &until);
        long ms = feed->moved ? MOVED_MS : feed->polls ? TICK_MS : 1000;
        until.tv_nsec += ms % 1000 * 1000000;
        until.tv_sec += ms / 1000 + until.tv_nsec / 1000000000;
        until.tv_nsec %= 1000000000;
        pthread_cond_timedwait(&feed->changed, &feed->lock, &until);
    }
    struct poll *arrived = feed->arrived;
    feed->arrived = NULL;
    *ret_woken = feed->wake;
    feed->wake = false;
    *ret_closed = feed->closed;
    pthread_mutex_unlock(&feed->lock);
    return arrived;
}

static void *feed_loop(void *context)
{
    struct feed *feed = context;
    for (bool closed = false, woken; !closed;) {
        struct poll *arrived = wait_for_work(feed, &woken, &closed);
        if (!arrived && !feed->polls && !(woken && relay_runs()))
            continue;
        if (!read_tail(feed)) {
            refuse_all(arrived, feed);
            refuse_all(feed->polls, feed);
            feed->polls = NULL;
            continue;
        }
        admit(feed, arrived);
        serve_all(feed, closed || atomic_load(&process.draining));
        read_ahead(feed);
        write_seen(feed);
    }
    return NULL;
}

enum status feed_open(struct error *error)
{
    struct feed *feed = need_alloc(sizeof *feed);
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_mutex_init(&feed->lock, NULL);
    pthread_cond_init(&feed->changed, &monotonic);
    pthread_condattr_destroy(&monotonic);
    feed->db = process_db("feed");
    feed->wake = relay_runs(); /* finds the log's end: what comes after it is for the lane */
    process.feed = feed;
    if (pthread_create(&feed->thread, NULL, feed_loop, feed) != 0)
        return fail_with(error, STATUS_RESOURCE_EXHAUSTED, "no thread for the feed");
    return STATUS_OK;
}

void feed_close(void)
{
    struct feed *feed = process.feed;
    pthread_mutex_lock(&feed->lock);
    feed->closed = true;
    pthread_cond_signal(&feed->changed);
    pthread_mutex_unlock(&feed->lock);
    pthread_join(feed->thread, NULL);
    refuse_all(feed->arrived, feed);
    refuse_all(feed->polls, feed);
    drop_all(feed);
    arena_free(feed->stretch.arena);
    db_free(feed->db);
    process.feed = NULL;
    free(feed);
}
