/* SPDX-License-Identifier: Apache-2.0
 * The side of `up` that a person sees: shows progress, makes the first administrator and the demo organisation through
 * the API, ends with where to go from here.
 */
#ifndef CLI_STARTER_H
#define CLI_STARTER_H

#include <stdbool.h>

#include "stack.h"

/* Reads the supervisor's progress pipe until the stack is ready; the exit status. */
int starter_run(const struct stack *stack, int progress, bool demo);

/* Where the running stack is, for an `up` that finds it running. */
void starter_print_running(const char *dir, int pid);

#endif
