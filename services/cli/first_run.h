/* SPDX-License-Identifier: Apache-2.0
 * What a stack needs once: its first administrator and, unless declined, the demo organisation. Both through the API.
 */
#ifndef CLI_FIRST_RUN_H
#define CLI_FIRST_RUN_H

#include <stdbool.h>

#include "stack.h"

/* Does what was not done yet; `step` tells each. The exit status, after saying on stderr what failed. */
int first_run(const struct stack *stack, bool demo, void (*step)(const char *sentence));

#endif
