/* SPDX-License-Identifier: Apache-2.0
 * What the two halves of the client share: client.c runs the thread, outcome.c decides about calls. All of it belongs
 * to the client's thread but the mailbox and the list of targets.
 */
#ifndef WIRE_CLIENT_OWN_H
#define WIRE_CLIENT_OWN_H

#include "wire/target.h"

struct client {
    struct client_settings settings;
    struct resolver *resolver;
    struct curve curve;
    char *trust_dir;
    struct credentials credentials;
    struct mailbox mailbox; /* of flights */
    pthread_t thread;
    atomic_bool stopping;
    _Atomic(struct target *) targets; /* only grows; under `adding` */
    pthread_mutex_t adding;

    struct timers timers; /* every flight that has begun */
    struct arena *spare;  /* the next reply goes into it */
    uint64_t random;
    uint64_t n_sockets; /* opened so far; names their monitors */
    struct pollfd *items;
    struct endpoint **polled; /* whose are items 1 + 2i and 2 + 2i */
    size_t n_polled, room;
};

uint64_t client_random(struct client *client);

/* A call from the mailbox: refused, sent or put in line. */
void flight_begin(struct client *client, struct flight *flight, int64_t now_ms);
/* Its timer went off. */
void flight_due(struct client *client, struct flight *flight, int64_t now_ms);
/* Sends what waits as far as windows allow. */
void target_pump(struct client *client, struct target *target, int64_t now_ms);
/* Reads at most `most` messages. */
void endpoint_read(struct client *client, struct endpoint *endpoint, uint32_t most, int64_t now_ms);
/* Ends a connection: replies that are there still count, then each call in flight is tried again or answered. */
void endpoint_eject(struct client *client, struct endpoint *endpoint, const char *why, int64_t now_ms);
/* Answers everything: the client ends. */
void flights_abandon(struct client *client);

#endif
