/* SPDX-License-Identifier: Apache-2.0
 * Bearer tokens: 32 random bytes in base64url behind a prefix that tells their kind. Only their hash is kept.
 */
#ifndef TOKEN_H
#define TOKEN_H

#include <stdbool.h>

#include "base/arena.h"

#define TOKEN_SESSION "dss_"
#define TOKEN_API_KEY "dsk_"

/* A fresh token, the arena's. */
const char *token_new(struct arena *arena, const char *prefix);
/* Does it have the form of one? */
bool token_is_valid(const char *token);
/* BLAKE2b-256 in hex of any text, the arena's. */
const char *token_hash(struct arena *arena, const char *text);

#endif
