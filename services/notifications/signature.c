/* SPDX-License-Identifier: Apache-2.0 */
#include "signature.h"

#include <inttypes.h>
#include <sodium.h>
#include <string.h>

#include "base/text.h"

#define PREFIX "whsec_"

enum { SECRET = 32 };

const char *signature_secret(struct arena *arena)
{
    uint8_t bytes[SECRET];
    randombytes_buf(bytes, sizeof bytes);
    const char *secret = arena_printf(arena, PREFIX "%s", base64_encode(arena, bytes, sizeof bytes, false));
    sodium_memzero(bytes, sizeof bytes);
    return secret;
}

const char *signature_of(const struct signed_message *message, const char *secret, struct arena *arena)
{
    crypto_auth_hmacsha256_state state;
    uint8_t mac[crypto_auth_hmacsha256_BYTES], *key;
    size_t n;
    if (strncmp(secret, PREFIX, strlen(PREFIX)) == 0)
        secret += strlen(PREFIX);
    if (!base64_decode(arena, secret, strlen(secret), &key, &n) || n == 0)
        return NULL;
    const char *head = arena_printf(arena, "%s.%" PRId64 ".", message->id, message->timestamp);
    crypto_auth_hmacsha256_init(&state, key, n);
    crypto_auth_hmacsha256_update(&state, (const uint8_t *)head, strlen(head));
    crypto_auth_hmacsha256_update(&state, message->body, message->size);
    crypto_auth_hmacsha256_final(&state, mac);
    return arena_printf(arena, "v1,%s", base64_encode(arena, mac, sizeof mac, false));
}
