/* SPDX-License-Identifier: Apache-2.0
 * Signed principals for tokens.
 */
#ifndef IDENTITY_PASS_H
#define IDENTITY_PASS_H

#include "service/service.h"

/* Whom `token` stands for, grants resolved, valid for five minutes: signed, the call's. `bearer` NULL: for the gateway
 * to present; else it counts over connections of this CURVE key alone. `ret_rows` has the token's kind and expires_at.
 * UNAUTHENTICATED: unknown, ended, expired or revoked. */
enum status pass_of_token(struct call *call, const char *token, const char *bearer, SignedPrincipal **ret,
                          int64_t *ret_expires_us, struct rows *ret_rows);

#endif
