/* SPDX-License-Identifier: Apache-2.0
 * Standard Webhooks 1.0.0: secrets and signatures. Pure.
 */
#ifndef NOTIFICATIONS_SIGNATURE_H
#define NOTIFICATIONS_SIGNATURE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

/* A fresh "whsec_" and 32 random bytes in base64, the arena's. */
const char *signature_secret(struct arena *arena);

struct signed_message {
    const char *id;
    int64_t timestamp; /* seconds since 1970 */
    const void *body;
    size_t size;
};

/* "v1,<base64>": HMAC-SHA256 over id, timestamp and body, joined by dots; the arena's. `secret` with or without its
 * prefix, padded or not; NULL if it is not base64 of at least one byte. */
const char *signature_of(const struct signed_message *message, const char *secret, struct arena *arena);

#endif
