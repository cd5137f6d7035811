/* SPDX-License-Identifier: Apache-2.0
 * Where the dispatcher leaves requests, and where answers of other services arrive, for the workers to take.
 */
#include <pthread.h>
#include <stdlib.h>

#include "service/threads.h"

struct ring {
    struct work *works;
    size_t room, first, n;
};

struct letter { /* an answer on its way to one worker */
    struct letter *next;
    struct work work;
};

struct inbox {
    pthread_mutex_t lock;
    pthread_cond_t filled;
    struct ring commands, queries;
    struct letter *letters;
    bool closed, queries_next;
};

static void ring_init(struct ring *ring, size_t room)
{
    ring->works = need_alloc(room * sizeof *ring->works);
    ring->room = room;
}

static bool ring_put(struct ring *ring, const struct work *work)
{
    if (ring->n == ring->room)
        return false;
    ring->works[(ring->first + ring->n++) % ring->room] = *work;
    return true;
}

static size_t ring_take(struct ring *ring, struct work *ret_works, size_t room)
{
    size_t n = 0;
    while (n < room && ring->n) {
        ret_works[n++] = ring->works[ring->first];
        ring->first = (ring->first + 1) % ring->room;
        ring->n--;
    }
    return n;
}

struct inbox *inbox_open(size_t room)
{
    struct inbox *inbox = need_alloc(sizeof *inbox);
    pthread_mutex_init(&inbox->lock, NULL);
    pthread_cond_init(&inbox->filled, NULL);
    ring_init(&inbox->commands, room);
    ring_init(&inbox->queries, room);
    return inbox;
}

void inbox_free(struct inbox *inbox)
{
    if (!inbox)
        return;
    pthread_mutex_destroy(&inbox->lock);
    pthread_cond_destroy(&inbox->filled);
    free(inbox->commands.works);
    free(inbox->queries.works);
    free(inbox);
}

void inbox_close(struct inbox *inbox)
{
    pthread_mutex_lock(&inbox->lock);
    inbox->closed = true;
    pthread_cond_broadcast(&inbox->filled);
    pthread_mutex_unlock(&inbox->lock);
}

bool inbox_put(struct inbox *inbox, const struct work *work)
{
    pthread_mutex_lock(&inbox->lock);
    bool put = ring_put(work->method->schema->query ? &inbox->queries : &inbox->commands, work);
    pthread_cond_signal(&inbox->filled);
    pthread_mutex_unlock(&inbox->lock);
    return put;
}

void inbox_answer(struct inbox *inbox, struct call *call, struct answer *answer)
{
    struct letter *letter = need_alloc(sizeof *letter);
    letter->work = (struct work){.call = call, .answer = answer};
    pthread_mutex_lock(&inbox->lock);
    letter->next = inbox->letters;
    inbox->letters = letter;
    pthread_cond_broadcast(&inbox->filled);
    pthread_mutex_unlock(&inbox->lock);
}

static size_t take_letters(struct inbox *inbox, unsigned nth, struct work *ret_works, size_t room)
{
    size_t n = 0;
    for (struct letter **p = &inbox->letters; *p && n < room;) {
        struct letter *letter = *p;
        if (letter->work.call->own->worker->nth != nth) {
            p = &letter->next;
            continue;
        }
        *p = letter->next;
        ret_works[n++] = letter->work;
        free(letter);
    }
    return n;
}

/* Commands and queries never share a batch; they take turns when both wait. */
static size_t take_requests(struct inbox *inbox, struct work *ret_works, size_t room)
{
    struct ring *ring = inbox->queries_next ? &inbox->queries : &inbox->commands;
    if (!ring->n)
        ring = ring == &inbox->queries ? &inbox->commands : &inbox->queries;
    size_t n = ring_take(ring, ret_works, room);
    if (n)
        inbox->queries_next = ring == &inbox->commands;
    return n;
}

size_t inbox_take(struct inbox *inbox, unsigned nth, struct work *ret_works, size_t room, bool requests, bool wait,
                  bool *ret_closed)
{
    pthread_mutex_lock(&inbox->lock);
    size_t n;
    for (;;) {
        n = take_letters(inbox, nth, ret_works, room);
        if (requests)
            n += take_requests(inbox, ret_works + n, room - n);
        if (n || !wait || inbox->closed)
            break;
        pthread_cond_wait(&inbox->filled, &inbox->lock);
    }
    *ret_closed = inbox->closed && !n;
    pthread_mutex_unlock(&inbox->lock);
    return n;
}
