/* SPDX-License-Identifier: Apache-2.0
 * Passwords: argon2id at libsodium's INTERACTIVE cost, behind the process's gate.
 */
#ifndef PASSWORD_H
#define PASSWORD_H

#include <stdbool.h>

#include "service/service.h"

enum { PASSWORD_MIN = 10 };

/* Makes the hash that unknown logins are checked against. */
enum status password_open(struct error *error) MUST_CHECK;

/* INVALID_ARGUMENT on `field` when it has fewer than PASSWORD_MIN characters. */
enum status password_check_rule(struct call *call, const char *field, const char *password) MUST_CHECK;

/* The hash as libsodium writes it, the call's. RESOURCE_EXHAUSTED with retry_after when the gate is shut. */
enum status password_hash(struct call *call, const char *password, const char **ret_hash) MUST_CHECK;

/* Is `password` that of `hash`? NULL costs the same time and is never right. RESOURCE_EXHAUSTED as above. */
enum status password_verify(struct call *call, const char *hash, const char *password, bool *ret_right) MUST_CHECK;

#endif
