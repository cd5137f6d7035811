/* SPDX-License-Identifier: Apache-2.0
 * Backups and drills that a running stack makes by itself: the process that makes what is due.
 */
#ifndef CLI_SCHEDULE_H
#define CLI_SCHEDULE_H

#include <stdint.h>
#include <sys/types.h>

#include "stack.h"

struct schedule { /* zeroed: nothing is at work */
    pid_t pid;
    int64_t look_ms, tried_us, drill_tried_us;
};

/* Every so often: begins what is due. */
void schedule_tick(struct schedule *schedule, const struct stack *stack);
/* What has ended is no longer at work. */
void schedule_reap(struct schedule *schedule);
/* Ends it. */
void schedule_stop(struct schedule *schedule);

#endif
