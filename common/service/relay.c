/* SPDX-License-Identifier: Apache-2.0
 * The relay: copies the end of the log into its lane. What the feed reads for its cache is offered here and written by a
 * thread of its own, so that nobody waits for Redis. Each entry is true by itself (it names its predecessor in the log),
 * so entries may be left out: readers see the hole and ask the feed.
 */
#include "service/relay.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/broken.h"
#include "base/clock.h"
#include "base/id.h"
#include "queue/bell.h"
#include "queue/lease.h"

enum { WAITING_MAX = 1000, LEASE_MS = 3000 };

struct load { /* what was offered at once */
    struct load *next;
    struct arena *arena;
    struct lane_entry *entries;
    size_t n;
};

struct relay {
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    struct load *first, *last; /* under the lock, as the rest of this part */
    size_t waiting;            /* entries in them */
    bool ring, closed;
    struct queue *queue;
    int64_t lease_at_ms;
    bool others;               /* another replica relays: only what it has missed is ours */
};
static struct relay *relay;
static char holder[ID_TEXT];

const char *relay_holder(void)
{
    return holder;
}

enum status relay_queue(const char *purpose, struct queue **ret, struct error *error)
{
    struct queue_settings settings = {.url = process.settings.redis_url, .deployment = process.settings.deployment,
                                      .purpose = purpose};
    return queue_open(&settings, ret, error);
}

bool relay_runs(void)
{
    return relay != NULL;
}

static void drop(struct load *load)
{
    while (load) {
        struct load *next = load->next;
        arena_free(load->arena);
        load = next;
    }
}

/* Entries that get lost on purpose, once the stack has settled: nobody may miss them. */
static bool is_lost(const struct lane_entry *entry)
{
    return entry->pos > 100 && entry->pos % 5 == 0 && is_broken("prev");
}

static struct load *load_of(Event *const *events, size_t n, uint64_t prev)
{
    struct arena *arena = arena_new();
    struct load *load = arena_alloc(arena, sizeof *load);
    load->arena = arena;
    load->entries = arena_alloc(arena, n * sizeof *load->entries);
    for (size_t i = 0; i < n; i++) {
        struct bytes packed = wire_pack(arena, events[i]);
        struct lane_entry entry = {.pos = events[i]->pos, .prev = i ? events[i - 1]->pos : prev,
                                   .type = arena_strdup(arena, events[i]->type), .event = packed.data,
                                   .size = packed.size};
        if (!is_lost(&entry))
            load->entries[load->n++] = entry;
    }
    return load;
}

void relay_offer(Event *const *events, size_t n, uint64_t prev)
{
    if (!relay || !n)
        return;
    pthread_mutex_lock(&relay->lock);
    bool room = relay->waiting + n <= WAITING_MAX;
    pthread_mutex_unlock(&relay->lock);
    if (!room)
        return;
    struct load *load = load_of(events, n, prev);
    pthread_mutex_lock(&relay->lock);
    if (relay->last)
        relay->last->next = load;
    else
        relay->first = load;
    relay->last = load;
    relay->waiting += n;
    pthread_cond_signal(&relay->changed);
    pthread_mutex_unlock(&relay->lock);
}

void relay_ring(void)
{
    if (!relay)
        return;
    pthread_mutex_lock(&relay->lock);
    relay->ring = true;
    pthread_cond_signal(&relay->changed);
    pthread_mutex_unlock(&relay->lock);
}

/* Who has the lease writes without looking; others look first what is there. Without an answer all write. */
static void look_for_lease(void)
{
    if (relay->lease_at_ms && clock_mono_ms() - relay->lease_at_ms < LEASE_MS / 3)
        return;
    relay->lease_at_ms = clock_mono_ms();
    struct arena *arena = arena_new();
    relay->others = lease_take(relay->queue, arena_printf(arena, "relay.%s", process.word), holder, LEASE_MS) == LEASE_OTHERS;
    arena_free(arena);
}

/* False when Redis was lost on the way. */
static bool write_load(const struct load *load)
{
    size_t from = 0;
    uint64_t top;
    if (relay->others && lane_top(relay->queue, process.word, process.epoch, &top))
        while (from < load->n && load->entries[from].pos <= top)
            from++;
    for (size_t n; from < load->n; from += n) {
        n = load->n - from < LANE_BATCH ? load->n - from : LANE_BATCH;
        if (lane_add(relay->queue, process.word, process.epoch, load->entries + from, n) == LANE_AWAY)
            return false;
    }
    return true;
}

static struct load *wait_for_load(bool *ret_ring, bool *ret_closed)
{
    pthread_mutex_lock(&relay->lock);
    while (!relay->first && !relay->ring && !relay->closed)
        pthread_cond_wait(&relay->changed, &relay->lock);
    struct load *load = relay->first;
    *ret_ring = relay->ring;
    *ret_closed = relay->closed;
    relay->first = relay->last = NULL;
    relay->waiting = 0;
    relay->ring = false;
    pthread_mutex_unlock(&relay->lock);
    return load;
}

static void *relay_loop(void *context)
{
    (void)context;
    for (bool closed = false, ring; !closed;) {
        struct load *load = wait_for_load(&ring, &closed);
        if (ring)
            bell_ring(relay->queue, process.word);
        if (load)
            look_for_lease();
        for (const struct load *each = load; each && write_load(each);)
            each = each->next;
        drop(load);
    }
    return NULL;
}

enum status relay_open(struct error *error)
{
    struct queue *queue;
    id_new_text(holder);
    TRY(relay_queue("relay", &queue, error));
    if (!queue)
        return STATUS_OK;
    relay = need_alloc(sizeof *relay);
    relay->queue = queue;
    pthread_mutex_init(&relay->lock, NULL);
    pthread_cond_init(&relay->changed, NULL);
    if (pthread_create(&relay->thread, NULL, relay_loop, NULL) != 0)
        return fail_with(error, STATUS_RESOURCE_EXHAUSTED, "no thread for the relay");
    return STATUS_OK;
}

void relay_close(void)
{
    if (!relay)
        return;
    pthread_mutex_lock(&relay->lock);
    relay->closed = true;
    pthread_cond_signal(&relay->changed);
    pthread_mutex_unlock(&relay->lock);
    pthread_join(relay->thread, NULL);
    drop(relay->first);
    struct arena *arena = arena_new();
    lease_drop(relay->queue, arena_printf(arena, "relay.%s", process.word), holder);
    arena_free(arena);
    queue_close(relay->queue);
    free(relay);
    relay = NULL;
}
