/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/peers.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

enum { SILENT_MS = 10000 };

static struct peer *find(struct peers *peers, const struct route *route)
{
    for (size_t i = 0; i < peers->n; i++)
        if (peers->rows[i].route.size == route->size && !memcmp(peers->rows[i].route.bytes, route->bytes, route->size))
            return &peers->rows[i];
    return NULL;
}

static void forget_silent(struct peers *peers, int64_t now_ms)
{
    size_t kept = 0;
    for (size_t i = 0; i < peers->n; i++)
        if (now_ms - peers->rows[i].seen_ms < SILENT_MS)
            peers->rows[kept++] = peers->rows[i];
    peers->n = kept;
}

static struct peer *add(struct peers *peers, int64_t now_ms)
{
    if (peers->n == peers->room)
        forget_silent(peers, now_ms);
    if (peers->n == peers->room && peers->room < PEERS_MAX) {
        peers->room = peers->room ? 2 * peers->room : 16;
        peers->rows = need_realloc(peers->rows, peers->room * sizeof *peers->rows);
    }
    return peers->n < peers->room ? &peers->rows[peers->n++] : NULL;
}

void peers_see(struct peers *peers, const struct route *route, int64_t now_ms)
{
    struct peer *peer = find(peers, route);
    if (!peer && (peer = add(peers, now_ms)))
        peer->route = *route;
    if (peer)
        peer->seen_ms = now_ms;
}

void peers_done(struct peers *peers)
{
    free(peers->rows);
}
