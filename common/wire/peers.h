/* SPDX-License-Identifier: Apache-2.0
 * Who is connected to a server, by the pings it sent: those hear at once that the server drains.
 */
#ifndef WIRE_PEERS_H
#define WIRE_PEERS_H

#include <stddef.h>
#include <stdint.h>

enum { ROUTING_MAX = 255, PEERS_MAX = 1024 };

struct route { /* a routing id, as ROUTER gave it */
    uint8_t size;
    uint8_t bytes[ROUTING_MAX];
};

struct peer {
    struct route route;
    int64_t seen_ms;
};

/* Those who pinged within the last ten seconds, at most PEERS_MAX of them. */
struct peers {
    struct peer *rows;
    size_t n, room;
};

void peers_see(struct peers *peers, const struct route *route, int64_t now_ms);
void peers_done(struct peers *peers);

#endif
