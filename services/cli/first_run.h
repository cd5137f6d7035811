/* SPDX-License-Identifier: Apache-2.0
 * What a stack needs once: its first administrator and, unless declined, the demo organisation. Both through the API.
 */
#ifndef CLI_FIRST_RUN_H
#define CLI_FIRST_RUN_H

#include "stack.h"

/* Settled by the first full start for good, so that nobody gets demo users by forgetting an option later. */
enum demo { DEMO_WANTED, DEMO_DECLINED, DEMO_NOT_NOW };

/* Does what was not done yet; `step` tells each. The exit status, after saying on stderr what failed. */
int first_run(const struct stack *stack, enum demo demo, void (*step)(const char *sentence));

#endif
