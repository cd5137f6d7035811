/* SPDX-License-Identifier: Apache-2.0
 * The stack's private Redis: it listens on a unix socket in a 0700 folder below the run folder only, and keeps what it has in
 * <dir>/redis. It makes events arrive sooner; the stack is ready, and right, without it. Whoever sets REDIS_URL has
 * one of his own, and none is started.
 */
#ifndef CLI_REDIS_H
#define CLI_REDIS_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/arena.h"
#include "base/status.h"
#include "stack.h"

/* Folders, and a name for the server's program (Debian's redis-tools has it under another). NOT_FOUND: no Redis is
 * installed. */
enum status redis_prepare(const struct stack *stack, struct error *error) MUST_CHECK;

/* The server's command line, the arena's, ended by NULL. */
const char *const *redis_command(const struct stack *stack, struct arena *arena);

/* What it kept goes: it does not start with it. */
void redis_forget(const struct stack *stack);

/* "unix:///…", the arena's. */
const char *redis_url(const struct stack *stack, struct arena *arena);

struct redis_probe { /* zeroed at first */
    int socket; /* plus one; 0: none */
    int64_t asked_ms, answered_ms;
};
/* Asks now and then, and never waits: has it answered in the last two seconds? */
bool redis_answers(const struct stack *stack, struct redis_probe *probe);
void redis_probe_end(struct redis_probe *probe);

#endif
