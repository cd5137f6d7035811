/* SPDX-License-Identifier: Apache-2.0
 * The reader of lanes: one thread waits on Redis for all logs that are listened to, and for the service's bell. What it
 * brings is a hint; the consumer decides what of it may be acted on.
 */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "service/relay.h"
#include "service/threads.h"

enum { WAIT_MS = 500, AWAY_MS = 100, KEPT_MAX = 256, BEHIND_MS = 500 };

struct followed { /* a log; under the lock */
    const char *domain;
    char epoch[64];
    uint64_t pos;             /* read up to here */
    int64_t not_before_ms;    /* the consumer is behind: it fetches, and reading on would be waste */
    struct arena *arena;      /* of what was not taken yet */
    struct lane_entry *entries;
    size_t n;
};

/* Never freed: consumers ask before the reader runs and after it has ended, and find nothing. */
static struct {
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    struct followed followed[LANES_MAX];
    bool open, closed; /* under the lock */
    atomic_bool up;
    struct queue *queue;
    void (*arrived)(void);
} lanes = {.lock = PTHREAD_MUTEX_INITIALIZER};

void lanes_follow(size_t source, const char *domain, const char *epoch, uint64_t pos)
{
    if (source >= LANES_MAX)
        return;
    struct followed *followed = &lanes.followed[source];
    pthread_mutex_lock(&lanes.lock);
    if (lanes.open && (!followed->domain || strcmp(followed->epoch, epoch) != 0)) {
        followed->domain = domain;
        memcpy(followed->epoch, epoch, strnlen(epoch, sizeof followed->epoch - 1));
        followed->pos = pos;
        pthread_cond_signal(&lanes.changed);
    }
    pthread_mutex_unlock(&lanes.lock);
}

static void forget(struct followed *followed)
{
    if (followed->arena)
        arena_free(followed->arena);
    followed->arena = NULL;
    followed->n = 0;
}

size_t lanes_take(size_t source, struct arena *arena, struct lane_entry **ret_entries)
{
    if (source >= LANES_MAX)
        return 0;
    struct followed *followed = &lanes.followed[source];
    pthread_mutex_lock(&lanes.lock);
    size_t n = followed->n;
    *ret_entries = arena_alloc(arena, (n + 1) * sizeof **ret_entries);
    for (size_t i = 0; i < n; i++) {
        struct lane_entry *entry = &(*ret_entries)[i];
        *entry = followed->entries[i];
        entry->type = arena_strdup(arena, entry->type);
        entry->event = arena_memdup(arena, entry->event, entry->size);
    }
    forget(followed);
    pthread_mutex_unlock(&lanes.lock);
    return n;
}

bool lanes_up(void)
{
    return atomic_load(&lanes.up);
}

/* Keeps copies of what came; too much is dropped, and the lane left alone for a while. */
static void keep(struct followed *followed, const struct lane_point *point)
{
    if (!point->n || strcmp(point->epoch, followed->epoch) != 0)
        return;
    followed->pos = point->entries[point->n - 1].pos;
    if (followed->n + point->n > KEPT_MAX) {
        forget(followed);
        followed->not_before_ms = clock_mono_ms() + BEHIND_MS;
        return;
    }
    if (!followed->arena) {
        followed->arena = arena_new();
        followed->entries = arena_alloc(followed->arena, KEPT_MAX * sizeof *followed->entries);
    }
    for (size_t i = 0; i < point->n; i++) {
        struct lane_entry *entry = &followed->entries[followed->n++];
        *entry = point->entries[i];
        entry->type = arena_strdup(followed->arena, entry->type);
        entry->event = arena_memdup(followed->arena, entry->event, entry->size);
    }
}

/* The points to read now; under the lock. A lane that was left alone is taken up at its end. */
static size_t points_now(struct lane_point *ret_points, size_t *ret_sources, struct arena *arena)
{
    size_t n = 0;
    for (size_t i = 0; i < LANES_MAX; i++) {
        struct followed *followed = &lanes.followed[i];
        if (!followed->domain || (followed->not_before_ms && clock_mono_ms() < followed->not_before_ms))
            continue;
        ret_sources[n] = i;
        ret_points[n++] = (struct lane_point){.domain = followed->domain, .epoch = arena_strdup(arena, followed->epoch),
                                              .pos = followed->not_before_ms ? UINT64_MAX : followed->pos};
        followed->not_before_ms = 0;
    }
    return n;
}

static void find_ends(struct lane_point *points, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (points[i].pos == UINT64_MAX && !lane_top(lanes.queue, points[i].domain, points[i].epoch, &points[i].pos))
            points[i].pos = 0;
}

static void read_once(struct arena *arena)
{
    struct lane_point points[LANES_MAX];
    size_t sources[LANES_MAX];
    bool rung;
    pthread_mutex_lock(&lanes.lock);
    size_t n = points_now(points, sources, arena);
    pthread_mutex_unlock(&lanes.lock);
    find_ends(points, n);
    bool was_up = atomic_load(&lanes.up);
    bool up = lane_read(lanes.queue, points, n, process.word, WAIT_MS, arena, &rung), some = false;
    atomic_store(&lanes.up, up);
    pthread_mutex_lock(&lanes.lock);
    for (size_t i = 0; i < n && up; i++) {
        keep(&lanes.followed[sources[i]], &points[i]);
        some = some || points[i].n;
    }
    pthread_mutex_unlock(&lanes.lock);
    if (some || up != was_up)
        lanes.arrived();
    if (up && rung)
        jobs_wake();
}

static bool is_closed(bool pause)
{
    pthread_mutex_lock(&lanes.lock);
    if (pause && !lanes.closed) {
        struct timespec until;
        clock_gettime(CLOCK_MONOTONIC, &until);
        until.tv_nsec += AWAY_MS * 1000000;
        until.tv_sec += until.tv_nsec / 1000000000;
        until.tv_nsec %= 1000000000;
        pthread_cond_timedwait(&lanes.changed, &lanes.lock, &until);
    }
    bool closed = lanes.closed;
    pthread_mutex_unlock(&lanes.lock);
    return closed;
}

static void *lanes_loop(void *context)
{
    struct arena *arena = arena_new();
    (void)context;
    while (!is_closed(!atomic_load(&lanes.up))) {
        read_once(arena);
        arena_reset(arena);
    }
    arena_free(arena);
    return NULL;
}

enum status lanes_open(void (*arrived)(void), struct error *error)
{
    struct queue *queue;
    TRY(relay_queue("lanes", &queue, error));
    if (!queue)
        return STATUS_OK;
    lanes.queue = queue;
    lanes.arrived = arrived;
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&lanes.changed, &monotonic);
    pthread_condattr_destroy(&monotonic);
    if (pthread_create(&lanes.thread, NULL, lanes_loop, NULL) != 0)
        return fail_with(error, STATUS_RESOURCE_EXHAUSTED, "no thread for the lanes");
    pthread_mutex_lock(&lanes.lock);
    lanes.open = true;
    pthread_mutex_unlock(&lanes.lock);
    return STATUS_OK;
}

void lanes_close(void)
{
    pthread_mutex_lock(&lanes.lock);
    bool open = lanes.open;
    lanes.open = false;
    lanes.closed = true;
    if (open)
        pthread_cond_signal(&lanes.changed);
    pthread_mutex_unlock(&lanes.lock);
    if (!open)
        return;
    pthread_join(lanes.thread, NULL);
    pthread_mutex_lock(&lanes.lock);
    for (size_t i = 0; i < LANES_MAX; i++)
        forget(&lanes.followed[i]);
    pthread_mutex_unlock(&lanes.lock);
    atomic_store(&lanes.up, false);
    queue_close(lanes.queue);
}
