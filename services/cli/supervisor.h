/* SPDX-License-Identifier: Apache-2.0
 * The process that keeps a stack running: Postgres, the services, the gateway, in this order; stopped in the reverse.
 * It tells <dir>/status.json what runs, and the one who started it how far it has come.
 */
#ifndef CLI_SUPERVISOR_H
#define CLI_SUPERVISOR_H

#include "stack.h"

/* Lines on the progress pipe: sentences for the terminal, and one of these. */
#define PROGRESS_READY "!ready"
#define PROGRESS_FAILED "!failed "

/* Runs until SIGTERM or SIGINT. `progress` is the pipe's writing end; `starter` a child to be reaped, 0 for none.
 * The exit status. */
int supervisor_run(struct stack *stack, int progress, pid_t starter);

#endif
