/* SPDX-License-Identifier: Apache-2.0
 * How many processes of each service run: wished for in <dir>/replicas, a line like "leads=3 customers=2".
 */
#ifndef CLI_REPLICAS_H
#define CLI_REPLICAS_H

#include "stack.h"

/* At most this many of one service; Postgres has room for all of them. The gateway is one: it holds the port. */
enum { REPLICAS_MAX = 8 };

/* Fills `stack->replicas` from the file; those it does not name are 1. INVALID_ARGUMENT for what can't be read. */
enum status replicas_read(struct stack *stack, struct error *error) MUST_CHECK;
/* Changes it by a list like "leads=3,customers=2" (commas or blanks); a number alone means every service. INVALID_ARGUMENT names what is wrong with it. */
enum status replicas_change(struct stack *stack, const char *list, struct error *error) MUST_CHECK;
enum status replicas_write(const struct stack *stack, struct error *error) MUST_CHECK;

/* How many of this service are wished for. */
unsigned replicas_of(const struct stack *stack, const char *word);

/* Changes a running stack and waits until it is so: the exit status. `list` NULL prints what is wished for. */
int replicas_apply(const char *dir, pid_t runner, const char *list);

#endif
