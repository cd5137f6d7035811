/* SPDX-License-Identifier: Apache-2.0
 * How many requests each caller may have outstanding at a server, so that all of them together fit its queue.
 */
#ifndef WIRE_CREDIT_H
#define WIRE_CREDIT_H

#include <stdint.h>

enum { CALLERS_MAX = 256, CREDIT_MAX = 64 };

struct caller {
    uint64_t key; /* hash of the routing id */
    int64_t seen_ms;
};

/* Who sent a request within the last two seconds; beyond CALLERS_MAX they count, but are not told apart. */
struct callers {
    struct caller rows[CALLERS_MAX];
    uint32_t n;
    int64_t swept_ms;
};

void callers_see(struct callers *callers, uint64_t key, int64_t now_ms);
uint32_t callers_active(struct callers *callers, int64_t now_ms);

/* A fair share of what is left of `queue`, at least 1 (a window of 0 opens by a ping only), at most CREDIT_MAX. */
uint32_t credit_grant(uint32_t queue, uint32_t outstanding, uint32_t callers);

#endif
