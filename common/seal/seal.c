/* SPDX-License-Identifier: Apache-2.0 */
#include "seal/seal.h"

#include <sodium.h>
#include <string.h>

enum {
    NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
    TAG = crypto_aead_xchacha20poly1305_ietf_ABYTES,
    HEAD = 1 + NONCE
};
_Static_assert(RING_KEY == crypto_aead_xchacha20poly1305_ietf_KEYBYTES, "a key of the ring is a key of the cipher");

struct sealed ring_seal(const struct key_ring *ring, const char *bound, const char *text, struct arena *arena)
{
    if (!text)
        return (struct sealed){NULL, 0};
    size_t n = strlen(text);
    uint8_t *out = arena_alloc(arena, HEAD + n + TAG);
    unsigned long long size;
    out[0] = (uint8_t)ring->n;
    randombytes_buf(out + 1, NONCE);
    crypto_aead_xchacha20poly1305_ietf_encrypt(out + HEAD, &size, (const uint8_t *)text, n, (const uint8_t *)bound,
                                               strlen(bound), NULL, out + 1, ring->key[ring->n - 1]);
    return (struct sealed){out, HEAD + (size_t)size};
}

enum status ring_unseal(const struct key_ring *ring, const char *bound, const char *noun, struct sealed sealed,
                        struct arena *arena, const char **ret_text, struct error *error)
{
    *ret_text = NULL;
    if (!sealed.data || sealed.size == 0)
        return STATUS_OK;
    if (sealed.size < HEAD + TAG || sealed.data[0] == 0 || sealed.data[0] > ring->n)
        return fail_with(error, STATUS_DATA_LOSS, "a sealed %s is damaged, or its key is absent", noun);
    char *text = arena_alloc(arena, sealed.size - HEAD - TAG + 1);
    unsigned long long size;
    if (crypto_aead_xchacha20poly1305_ietf_decrypt((uint8_t *)text, &size, NULL, sealed.data + HEAD,
                                                   sealed.size - HEAD, (const uint8_t *)bound, strlen(bound),
                                                   sealed.data + 1, ring->key[sealed.data[0] - 1]) != 0)
        return fail_with(error, STATUS_DATA_LOSS, "a sealed %s was altered or moved", noun);
    *ret_text = text;
    return STATUS_OK;
}
