/* SPDX-License-Identifier: Apache-2.0
 * Lanes: one Redis stream for each domain and epoch of its log, `<deployment>:ev:{<domain>}:<epoch>`, a copy of the
 * log's end. An entry has the id `<pos>-0` and says: the event before me in this log is at `prev`. That is true of the
 * log, whatever becomes of the stream; so whoever has seen everything up to `prev` may act on it, and nobody else may.
 *
 * Wherever entries are missing, a reader asks the owner of the log (Fetch). docs/adr/0013 has the reasons.
 */
#ifndef QUEUE_LANE_H
#define QUEUE_LANE_H

#include <stddef.h>

#include "base/arena.h"
#include "queue/queue.h"

enum {
    LANE_LENGTH = 1000, /* entries kept, about: a reader further behind asks the owner anyway */
    LANE_BATCH = 128    /* most entries of one lane_add(), most of each lane in one lane_read() */
};

struct lane_entry {
    uint64_t pos, prev; /* no event of the log lies between them */
    const char *type;   /* "deal.closed"; "" for a beginning, which carries no event and says nothing about prev */
    const void *event;  /* packed dealspine.events.v1.Event */
    size_t size;
};

enum lane_added {
    LANE_ADDED, /* all are in the lane, by us or by another */
    LANE_WIPED, /* the lane was not there: it has been begun at the last of them, those before are left to Fetch */
    LANE_AWAY   /* Redis did not answer: some may be in */
};

/* Adds entries of one log in rising order, at most LANE_BATCH. What is there already ("equal or smaller") stays.
 * A lane is never made by adding to it: one that is missing was wiped, and is begun on purpose. */
enum lane_added lane_add(struct queue *queue, const char *domain, const char *epoch, const struct lane_entry *entries,
                         size_t n);

/* Position of the lane's last entry; false when there is none or Redis does not answer. */
bool lane_top(struct queue *queue, const char *domain, const char *epoch, uint64_t *ret_pos);

struct lane_point { /* where a reader stands */
    const char *domain, *epoch;
    uint64_t pos;   /* entries above it are wanted; UINT64_MAX: what is added from now on */
    struct lane_entry *entries; /* out: what came, rising; the arena's */
    size_t n;
};

/* Waits up to `wait_ms` until something lies above one of the points, and gives up to LANE_BATCH entries of each. With
 * `bell` (may be NULL) it also wakes when that bell rings (bell.h), which `ret_rung` tells. False when Redis did not
 * answer in time; nothing is known then. */
bool lane_read(struct queue *queue, struct lane_point *points, size_t n, const char *bell, int64_t wait_ms,
               struct arena *arena, bool *ret_rung);

#endif
