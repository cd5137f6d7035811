/* SPDX-License-Identifier: Apache-2.0
 * Signed principals for tokens.
 */
#ifndef IDENTITY_PASS_H
#define IDENTITY_PASS_H

#include "grants.h"
#include "service/service.h"

/* What the roles of a user ("USER") or key ("API_KEY") add up to; the call's. `narrow`: whoever has a password for one
 * sign-in may change it, and nothing else. */
enum status pass_grants(struct call *call, const char *kind, const char *id, bool narrow, struct grants *ret);

/* Whom `token` stands for, grants resolved, valid for five minutes: signed, the call's. `bearer` NULL: for the gateway
 * to present; else it counts over connections of this CURVE key alone. `ret_rows` has the token's kind and expires_at.
 * UNAUTHENTICATED: unknown, ended, expired or revoked. */
enum status pass_of_token(struct call *call, const char *token, const char *bearer, SignedPrincipal **ret,
                          int64_t *ret_expires_us, struct rows *ret_rows);

#endif
