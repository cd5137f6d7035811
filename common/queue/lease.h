/* SPDX-License-Identifier: Apache-2.0
 * Leases save double work between replicas: `<deployment>:lease:<name>` holds the name of who does it. Two may hold one at
 * the same time (a wipe, a stopped process), and none; so nothing that must not happen twice hangs on a lease.
 */
#ifndef QUEUE_LEASE_H
#define QUEUE_LEASE_H

#include "queue/queue.h"

enum lease {
    LEASE_OURS,   /* taken now, or kept: ours for `ttl_ms` from now unless dropped */
    LEASE_OTHERS, /* somebody else is at it */
    LEASE_UNKNOWN /* Redis did not answer: do the work */
};

/* Takes the lease for `holder` (an id of this process) or prolongs it. */
enum lease lease_take(struct queue *queue, const char *name, const char *holder, int64_t ttl_ms);
/* Gives it back if `holder` still has it. */
void lease_drop(struct queue *queue, const char *name, const char *holder);

#endif
