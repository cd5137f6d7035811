/* SPDX-License-Identifier: Apache-2.0
 * A heap of points in time, earliest first. The timers themselves lie in their owners' structs.
 */
#ifndef WIRE_TIMERS_H
#define WIRE_TIMERS_H

#include <stddef.h>
#include <stdint.h>

struct timer {
    int64_t due_ms;
    size_t at; /* place in the heap, from 1; 0: not in it */
};

struct timers {
    struct timer **heap;
    size_t n, room;
};

void timers_done(struct timers *timers);
void timers_set(struct timers *timers, struct timer *timer, int64_t due_ms); /* adds or moves it */
void timers_drop(struct timers *timers, struct timer *timer);                /* may be absent */
struct timer *timers_first(const struct timers *timers);                     /* NULL if there is none */

#endif
