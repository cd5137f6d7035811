/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/timers.h"

#include <stdlib.h>

#include "base/arena.h"

void timers_done(struct timers *timers)
{
    free(timers->heap);
    *timers = (struct timers){0};
}

static void put(struct timers *timers, struct timer *timer, size_t at)
{
    timers->heap[at - 1] = timer;
    timer->at = at;
}

static void rise(struct timers *timers, struct timer *timer, size_t at)
{
    for (; at > 1 && timers->heap[at / 2 - 1]->due_ms > timer->due_ms; at /= 2)
        put(timers, timers->heap[at / 2 - 1], at);
    put(timers, timer, at);
}

static void sink(struct timers *timers, struct timer *timer, size_t at)
{
    for (size_t child; (child = at * 2) <= timers->n; at = child) {
        if (child < timers->n && timers->heap[child]->due_ms < timers->heap[child - 1]->due_ms)
            child++;
        if (timers->heap[child - 1]->due_ms >= timer->due_ms)
            break;
        put(timers, timers->heap[child - 1], at);
    }
    put(timers, timer, at);
}

void timers_set(struct timers *timers, struct timer *timer, int64_t due_ms)
{
    int64_t before = timer->due_ms;
    timer->due_ms = due_ms;
    if (timer->at) {
        if (due_ms < before)
            rise(timers, timer, timer->at);
        else
            sink(timers, timer, timer->at);
        return;
    }
    if (timers->n == timers->room) {
        timers->room = timers->room ? timers->room * 2 : 64;
        timers->heap = need_realloc(timers->heap, timers->room * sizeof *timers->heap);
    }
    rise(timers, timer, ++timers->n);
}

void timers_drop(struct timers *timers, struct timer *timer)
{
    size_t at = timer->at;
    if (!at)
        return;
    timer->at = 0;
    struct timer *last = timers->heap[--timers->n];
    if (last == timer)
        return;
    if (last->due_ms < timer->due_ms)
        rise(timers, last, at);
    else
        sink(timers, last, at);
}

struct timer *timers_first(const struct timers *timers)
{
    return timers->n ? timers->heap[0] : NULL;
}
