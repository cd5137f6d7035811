/* SPDX-License-Identifier: Apache-2.0
 * What goes to Redis and what comes from there. Without a REDIS_URL nothing of it runs, and all functions may be called.
 */
#ifndef SERVICE_RELAY_H
#define SERVICE_RELAY_H

#include "queue/lane.h"
#include "service/own.h"

/* ---- relay.c: the thread that writes ---- */

enum status relay_open(struct error *error);
void relay_close(void);
/* Is there a Redis to write to? */
bool relay_runs(void);
/* The log's next events in order, `prev` the position before the first; what can't be kept up with is left out. */
void relay_offer(Event *const *events, size_t n, uint64_t prev);
/* Tells the other replicas that a job is due. */
void relay_ring(void);

/* ---- lanes.c: the thread that reads ---- */

/* `arrived` is called on that thread when there is something to take, or Redis was lost. */
enum status lanes_open(void (*arrived)(void), struct error *error);
void lanes_close(void);
/* Reads the lane of the log `domain` from `pos` on; sources are numbered by the caller, below LANES_MAX. */
enum { LANES_MAX = 16 };
void lanes_follow(size_t source, const char *domain, const char *epoch, uint64_t pos);
/* Moves what has come for a source into `arena`; its number. */
size_t lanes_take(size_t source, struct arena *arena, struct lane_entry **ret_entries);
/* Does Redis answer, so that what comes can be waited for? */
bool lanes_up(void);

/* A connection for one thread; NULL without a Redis. */
enum status relay_queue(const char *purpose, struct queue **ret, struct error *error) MUST_CHECK;
/* Names this process among its replicas, in leases. */
const char *relay_holder(void);

#endif
