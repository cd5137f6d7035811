/* SPDX-License-Identifier: Apache-2.0
 * The side of `up` that a person sees: shows progress, makes the first administrator and the demo organisation through
 * the API, ends with where to go from here.
 */
#ifndef CLI_STARTER_H
#define CLI_STARTER_H

#include "first_run.h"
#include "stack.h"

/* Reads the supervisor's progress pipe until the stack is ready; the exit status. */
int starter_run(const struct stack *stack, int progress, enum demo demo);

/* For an `up` that finds the stack running: says where, and finishes a first run that was broken off. */
int starter_join(const char *dir, int pid, enum demo demo);

#endif
