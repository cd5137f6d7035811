/* SPDX-License-Identifier: Apache-2.0
 * A sealed value: the key's number, the nonce, the text and its tag.
 */
#include "seal.h"

#include <sodium.h>
#include <string.h>

enum {
    NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
    TAG = crypto_aead_xchacha20poly1305_ietf_ABYTES,
    HEAD = 1 + NONCE
};

struct sealed seal_text(const struct seal_keys *keys, const char *what, const char *owner, const char *text,
                        struct arena *arena)
{
    const char *bound = arena_printf(arena, "%s|%s", what, owner);
    size_t n = strlen(text);
    uint8_t *out = arena_alloc(arena, HEAD + n + TAG);
    unsigned long long size;
    out[0] = (uint8_t)keys->n;
    randombytes_buf(out + 1, NONCE);
    crypto_aead_xchacha20poly1305_ietf_encrypt(out + HEAD, &size, (const uint8_t *)text, n, (const uint8_t *)bound,
                                               strlen(bound), NULL, out + 1, keys->key[keys->n - 1]);
    return (struct sealed){out, HEAD + (size_t)size};
}

const char *unseal_text(const struct seal_keys *keys, const char *what, const char *owner, struct sealed sealed,
                        struct arena *arena)
{
    if (sealed.size < HEAD + TAG || sealed.data[0] == 0 || sealed.data[0] > keys->n)
        return NULL;
    const char *bound = arena_printf(arena, "%s|%s", what, owner);
    char *text = arena_alloc(arena, sealed.size - HEAD - TAG + 1);
    unsigned long long size;
    int failed = crypto_aead_xchacha20poly1305_ietf_decrypt(
        (uint8_t *)text, &size, NULL, sealed.data + HEAD, sealed.size - HEAD, (const uint8_t *)bound, strlen(bound),
        sealed.data + 1, keys->key[sealed.data[0] - 1]);
    return failed ? NULL : text;
}
