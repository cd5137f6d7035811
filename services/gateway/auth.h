/* SPDX-License-Identifier: Apache-2.0
 * Tokens to principals: asks identity, and remembers the answer for at most 30 seconds. What is remembered is found by
 * a keyed hash of the token, never the token itself.
 */
#ifndef GATEWAY_AUTH_H
#define GATEWAY_AUTH_H

#include <stdint.h>

#include "base/status.h"
#include "wire/pack.h"

struct auth;

struct auth *auth_new(void);
void auth_free(struct auth *auth); /* after calls_shut(); NULL is allowed */

/* Whom `token` (borrowed) stands for. `then` is called exactly once, at once or later on the loop's thread, with the
 * packed SignedPrincipal (valid during the call), or with why there is none: UNAUTHENTICATED, or that identity can't be
 * asked. Whoever asks for the same token while identity is being asked waits for the same answer. */
void auth_find(struct auth *auth, const char *token, uint32_t timeout_ms,
               void (*then)(void *context, struct bytes principal, const struct error *error), void *context);

/* The token's session has ended: it is asked about anew. */
void auth_forget(struct auth *auth, const char *token);
/* All tokens are asked about anew. */
void auth_forget_all(struct auth *auth);

#endif
