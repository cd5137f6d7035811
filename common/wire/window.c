/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/window.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/broken.h"

void window_init(struct window *window, uint32_t start, uint32_t max)
{
    assert(start >= 1 && max >= start);
    *window = (struct window){.start = start, .max = max, .limit = start};
    window->places = need_alloc(max * sizeof *window->places);
}

void window_done(struct window *window)
{
    free(window->places);
    window->places = NULL;
}

void window_reset(struct window *window)
{
    memset(window->places, 0, window->max * sizeof *window->places);
    window->taken = 0;
    window->limit = window->start;
}

bool window_is_open(const struct window *window)
{
    return window->taken < (is_broken("credit") ? window->max : window->limit);
}

void window_credit(struct window *window, uint32_t credit)
{
    window->limit = credit < window->max ? credit : window->max;
}

uint32_t window_take(struct window *window, const uint8_t id[16], void *call, int64_t until_ms)
{
    uint32_t at = 0;
    while (at < window->max && window->places[at].taken)
        at++;
    assert(at < window->max);
    struct place *place = &window->places[at];
    memcpy(place->id, id, sizeof place->id);
    place->call = call;
    place->until_ms = until_ms;
    place->taken = true;
    window->taken++;
    return at;
}

void window_give_up(struct window *window, uint32_t place)
{
    window->places[place].call = NULL;
}

void window_cancel(struct window *window, uint32_t place)
{
    window->places[place] = (struct place){0};
    window->taken--;
}

bool window_leave(struct window *window, const uint8_t id[16], void **ret_call)
{
    struct place *found = NULL;
    for (uint32_t i = 0; i < window->max; i++) {
        struct place *place = &window->places[i];
        if (!place->taken || memcmp(place->id, id, sizeof place->id))
            continue;
        found = place;
        if (place->call)
            break; /* an id sent again after its first caller gave up: the living one comes first */
    }
    if (!found)
        return false;
    *ret_call = found->call;
    window_cancel(window, (uint32_t)(found - window->places));
    return true;
}

void *window_pop(struct window *window)
{
    for (uint32_t i = 0; i < window->max; i++) {
        void *call = window->places[i].call;
        if (window->places[i].taken && call) {
            window_cancel(window, i);
            return call;
        }
    }
    return NULL;
}

bool window_leaks(const struct window *window, int64_t now_ms, int64_t ms)
{
    for (uint32_t i = 0; window->taken && i < window->max; i++) {
        const struct place *place = &window->places[i];
        if (place->taken && !place->call && now_ms - place->until_ms > ms)
            return true;
    }
    return false;
}
