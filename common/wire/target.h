/* SPDX-License-Identifier: Apache-2.0
 * A service as its callers see it: the endpoints known, the calls that wait for one of them, the retry budget.
 */
#ifndef WIRE_TARGET_H
#define WIRE_TARGET_H

#include <stdatomic.h>

#include "wire/endpoint.h"
#include "wire/resolver.h"
#include "wire/retry.h"

enum { WAITING_MAX = 1024, INSTANCES_MAX = 64, INSTANCE_NAME = 64 };

TAILQ_HEAD(flights, flight);

struct instance { /* an endpoint as other threads may see it */
    char name[INSTANCE_NAME]; /* the end of its address, from the last slash on */
    bool ready;
    char reason[64];
};

struct target {
    _Atomic(struct target *) next; /* set once, before it is in the list */
    char name[33];
    struct endpoint *endpoints;
    struct flights waiting;
    unsigned n_waiting;
    struct budget budget;
    int64_t listed_ms; /* when the resolver was asked last */

    pthread_mutex_t lock; /* of what follows: read by any thread */
    unsigned ready;
    char reason[64];
    struct instance *instances; /* INSTANCES_MAX of them */
    unsigned n_instances;
};

/* True for a name that can be a folder's: a lower-case letter, then those, digits, `_`, at most 32. */
bool target_name_is_valid(const char *name);
struct target *target_new(const char *name);
void target_free(struct target *target);

/* Adds what is new in the list, takes away what left it and has no connection, and connects at once again to an
 * endpoint behind which another process stands. */
void target_merge(struct target *target, const struct listed *list, uint32_t n, uint32_t window_start,
                  uint32_t window_max);

/* An endpoint for the next call, NULL when none has room. */
struct endpoint *target_choose(const struct target *target, uint64_t random);

/* The endpoint of this instance, NULL when it has no room or is not there. */
struct endpoint *target_instance(const struct target *target, const char *name);

/* At the end (or, for what was not sent after all, the head) of the waiting list. */
void target_wait(struct target *target, struct flight *flight, bool first);
void target_unwait(struct target *target, struct flight *flight);

/* Makes the present state readable for target_ready(). */
void target_publish(struct target *target);
unsigned target_ready(struct target *target, char *ret_reason, size_t room);
/* Names of the instances as they were published; at most `room`. Their number. */
unsigned target_instances(struct target *target, char (*ret_names)[CLIENT_INSTANCE], unsigned room);
/* The same of the one instance of this name. */
bool target_instance_ready(struct target *target, const char *name, char *ret_reason, size_t room);

/* Why no call gets through, for an error's message: "no instance is running" … Static or the target's. */
const char *target_excuse(const struct target *target);

#endif
