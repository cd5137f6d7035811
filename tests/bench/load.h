/* SPDX-License-Identifier: Apache-2.0
 * The load that `dealspine bench` puts on a stack: one program, a way of loading for each file. It prints one JSON line.
 */
#ifndef BENCH_LOAD_H
#define BENCH_LOAD_H

#include <stdint.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/clock.h"
#include "wire/client.h"

struct load {
    const char *dir, *run_dir; /* of the stack */
    const char *token;         /* an API key's */
    uint16_t port;             /* of the gateway */
    unsigned at_once;
    uint64_t count;            /* requests; the load ends after them */
    double rate;               /* requests a second; 0: as fast as they are answered */
    double seconds;
    uint64_t base;             /* the first new person's number */
    const char *types;         /* of events, as /events takes them */
};

/* Durations in microseconds. Not thread-safe. */
struct samples {
    uint32_t *us;
    size_t n, room;
};
void samples_add(struct samples *samples, int64_t us);
double samples_ms(struct samples *samples, double part); /* sorts; 0 when there are none */
void samples_free(struct samples *samples);

/* Mobile number of the nth new person, "+86" and eleven digits: valid in form for all n below 10^9. */
enum { PHONE_TEXT = 16 };
void phone_of(uint64_t n, char ret_text[PHONE_TEXT]);

/* A client of the services, as the gateway is one, and what the gateway's principal gets for `load->token`. */
struct client *load_client(const struct load *load, struct arena *arena, SignedPrincipal **ret_principal);
/* Waits until `service` has an endpoint that is ready; ends the program after ten seconds. */
void load_await(struct client *client, const char *service);
void load_fail(const char *what, const char *why) __attribute__((noreturn));
/* Sleeps until the nth request of an even pace is due. */
void load_pace(const struct load *load, int64_t began_us, uint64_t n);
double load_cpu_s(void); /* this process's own */

void load_zmq(const struct load *load);       /* CaptureLead over ipc */
void load_http(const struct load *load);      /* CaptureLead as JSON through the gateway */
void load_call(const struct load *load);      /* an empty method, and raw ZeroMQ with the same bytes */
void load_replay(const struct load *load);    /* Fetch of the log of leads from its earliest event */
void load_subscribe(const struct load *load); /* many streams of server-sent events */

#endif
