/* SPDX-License-Identifier: Apache-2.0
 * `up --listen`: the services over TCP too, each at a port of its own, and the keys that are needed for it.
 */
#ifndef CLI_LISTEN_H
#define CLI_LISTEN_H

#include "base/arena.h"
#include "stack.h"

/* Reads "HOST[:PORT]" (PORT is the first service's, 7400 where absent; the others follow) into the stack.
 * INVALID_ARGUMENT says what is wrong. */
enum status listen_read(struct stack *stack, const char *text, struct error *error) MUST_CHECK;

/* Where this instance listens, for its setting LISTEN; the arena's. Replicas after the first take any port. NULL where
 * the stack has no such addresses. */
const char *listen_address(const struct stack *stack, const char *word, unsigned nth, struct arena *arena);

/* Makes the keys of the services and of one client. */
enum status listen_keys(const struct stack *stack, struct error *error) MUST_CHECK;

/* The same, and tells access.json: under "wire" the addresses, the services'
 * public keys, and the client's own, all in Z85. Without addresses there is no such member. */
enum status listen_publish(const struct stack *stack, struct error *error) MUST_CHECK;

#endif
