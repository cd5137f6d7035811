/* SPDX-License-Identifier: Apache-2.0
 * Fibers: functions that can stop in the middle and go on later, on one thread, with a stack of their own.
 */
#ifndef SERVICE_FIBER_H
#define SERVICE_FIBER_H

#include <stdbool.h>

struct fiber;

/* Never NULL. The stack is kept for reuse by fiber_start(). */
struct fiber *fiber_new(void);
void fiber_free(struct fiber *fiber); /* NULL is allowed; a fiber stopped midway is simply dropped */

/* Runs `body(context)` until it ends or calls fiber_yield(). True when it has ended. Starting a fiber that was stopped
 * midway drops what it was doing. */
bool fiber_start(struct fiber *fiber, void (*body)(void *context), void *context);
/* Goes on after fiber_yield(). True when it has ended. */
bool fiber_resume(struct fiber *fiber);
/* From inside: stops here until fiber_resume(). */
void fiber_yield(struct fiber *fiber);

#endif
