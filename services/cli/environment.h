/* SPDX-License-Identifier: Apache-2.0
 * What a program of the stack is given: its settings, and the keys in <dir>/keys that must exist before it starts.
 */
#ifndef CLI_ENVIRONMENT_H
#define CLI_ENVIRONMENT_H

#include "base/arena.h"
#include "base/status.h"
#include "stack.h"

/* Makes what is missing: each service's signing key with its public half in <dir>/trust, and the bootstrap key. */
enum status environment_keys(const struct stack *stack, struct error *error) MUST_CHECK;

/* Of the `nth` instance, from 1. NULL-terminated, the arena's. Each service gets the connection string of its own role
 * alone. */
const char *const *environment_of_service(const struct stack *stack, const char *word, unsigned nth, struct arena *arena);
const char *const *environment_of_postgres(struct arena *arena);

/* Is there a setting REDIS_URL, so that no private Redis is needed? */
bool environment_has_redis(const struct stack *stack);

#endif
