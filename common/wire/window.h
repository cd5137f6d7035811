/* SPDX-License-Identifier: Apache-2.0
 * The credit window of one endpoint: who is outstanding there. A call that its caller gave up keeps its place until the
 * late reply or the end of the connection, or a hung peer would swallow without end.
 */
#ifndef WIRE_WINDOW_H
#define WIRE_WINDOW_H

#include <stdbool.h>
#include <stdint.h>

struct place {
    uint8_t id[16];
    void *call;       /* NULL: given up by its caller */
    int64_t until_ms; /* deadline of the call */
    bool taken;
};

struct window {
    struct place *places; /* `max` of them */
    uint32_t start, max, limit, taken;
};

void window_init(struct window *window, uint32_t start, uint32_t max);
void window_done(struct window *window);
void window_reset(struct window *window); /* empty, with `start` for a limit: a new connection */

bool window_is_open(const struct window *window);
/* The peer's last word on how many it will hold; 0 closes. */
void window_credit(struct window *window, uint32_t credit);

/* Takes a place and returns its number; the window is open. */
uint32_t window_take(struct window *window, const uint8_t id[16], void *call, int64_t until_ms);
/* The caller gave up. */
void window_give_up(struct window *window, uint32_t place);
/* The reply to `id` came: frees its place. False if there is none; `ret_call` is NULL for a late reply. */
bool window_leave(struct window *window, const uint8_t id[16], void **ret_call);
/* Undoes window_take() for what was not sent after all. */
void window_cancel(struct window *window, uint32_t place);
/* Takes any live call out of the window, NULL when there is none left: a lost connection. */
void *window_pop(struct window *window);
/* A call was given up more than `ms` ago and never answered: the peer loses requests. */
bool window_leaks(const struct window *window, int64_t now_ms, int64_t ms);

#endif
