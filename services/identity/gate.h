/* SPDX-License-Identifier: Apache-2.0
 * How many password hashes may be made: one at a time in the process, and no more in a row than a transaction may wait.
 *
 * A hash takes 64 MiB and about 115 ms of a worker that holds a batch's transaction open. With one in flight the other
 * workers go on answering Authenticate; with a burst of four no batch is idle for longer than half a second; a caller
 * that comes one after the other is never turned away. Whoever is turned away has executed nothing and is told when to
 * come again.
 */
#ifndef GATE_H
#define GATE_H

#include <stdbool.h>
#include <stdint.h>

enum { GATE_BURST = 4, GATE_REFILL_MS = 100 };

struct gate {
    bool busy;         /* a hash is being made */
    int tokens;        /* left of the burst */
    int64_t filled_ms; /* when a token was last put back, monotonic */
};

void gate_init(struct gate *gate, int64_t now_ms);
/* True: go in, and leave by gate_leave(). False: `ret_retry_ms` says when it is worth another try. */
bool gate_enter(struct gate *gate, int64_t now_ms, uint32_t *ret_retry_ms);
void gate_leave(struct gate *gate);

#endif
