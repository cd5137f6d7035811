/* SPDX-License-Identifier: Apache-2.0
 * Bells: a word to the other replicas that something is ready, a job say. A stream of one entry, `<deployment>:bell:<name>`;
 * who waits on it does so in lane_read(). A ring may be lost: what it announces is looked for anyway, only later.
 */
#ifndef QUEUE_BELL_H
#define QUEUE_BELL_H

#include "queue/queue.h"

void bell_ring(struct queue *queue, const char *name);

#endif
