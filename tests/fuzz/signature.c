/* SPDX-License-Identifier: Apache-2.0
 * Standard Webhooks: lines for secret and id, eight bytes of time, then the body; held against libsodium's reading of the secret.
 */
#include "fuzz.h"

#include <inttypes.h>
#include <sodium.h>

#include "signature.h"

enum { KEY_ROOM = 4096 };

/* The key in a secret, in either alphabet, padded or not; its size, 0 if it is none. */
static size_t key_of(const char *secret, uint8_t ret_key[KEY_ROOM])
{
    static const int variants[] = {sodium_base64_VARIANT_ORIGINAL, sodium_base64_VARIANT_ORIGINAL_NO_PADDING,
                                   sodium_base64_VARIANT_URLSAFE, sodium_base64_VARIANT_URLSAFE_NO_PADDING};
    const char *text = strncmp(secret, "whsec_", 6) == 0 ? secret + 6 : secret;
    size_t n;
    for (const char *p = text; *p; p++)
        if (*p & 0x80) /* libsodium takes some of these bytes for digits */
            return 0;
    for (size_t i = 0; i < sizeof variants / sizeof *variants; i++)
        if (sodium_base642bin(ret_key, KEY_ROOM, text, strlen(text), NULL, &n, NULL, variants[i]) == 0)
            return n;
    return 0;
}

static const char *signature_by_book(const struct signed_message *message, const uint8_t *key, size_t n,
                                     struct arena *arena)
{
    char head[64], text[128];
    uint8_t mac[crypto_auth_hmacsha256_BYTES];
    crypto_auth_hmacsha256_state state;
    snprintf(head, sizeof head, ".%" PRId64 ".", message->timestamp);
    crypto_auth_hmacsha256_init(&state, key, n);
    crypto_auth_hmacsha256_update(&state, (const uint8_t *)message->id, strlen(message->id));
    crypto_auth_hmacsha256_update(&state, (const uint8_t *)head, strlen(head));
    crypto_auth_hmacsha256_update(&state, message->body, message->size);
    crypto_auth_hmacsha256_final(&state, mac);
    sodium_bin2base64(text, sizeof text, mac, sizeof mac, sodium_base64_VARIANT_ORIGINAL);
    return arena_printf(arena, "v1,%s", text);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct input input = {bytes, n};
    struct arena *arena = arena_new();
    uint8_t key[KEY_ROOM], time[8] = {0};
    const char *secret = input_line(&input, arena);
    struct signed_message message = {.id = input_line(&input, arena)};
    for (size_t i = 0; i < sizeof time; i++)
        time[i] = input_byte(&input);
    memcpy(&message.timestamp, time, sizeof time);
    message.body = input.at;
    message.size = input.n;
    const char *found = signature_of(&message, secret, arena);
    size_t key_n = strlen(secret) < KEY_ROOM ? key_of(secret, key) : 0;
    if (key_n) {
        claim(found, "a secret that is base64 signs");
        claim(strcmp(found, signature_by_book(&message, key, key_n, arena)) == 0, "as the book says");
    }
    if (found)
        claim(strncmp(found, "v1,", 3) == 0 && strlen(found) == 3 + 44, "a signature has its form");
    arena_free(arena);
    return 0;
}
