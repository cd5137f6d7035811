/* SPDX-License-Identifier: Apache-2.0
 * Sealed bytes: the key's number, the nonce, the text and its tag.
 */
#include "seal.h"

#include <sodium.h>
#include <string.h>

#include "base/text.h"

enum {
    NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
    TAG = crypto_aead_xchacha20poly1305_ietf_ABYTES,
    HEAD = 1 + NONCE
};

static const char *bound_to(struct arena *arena, const struct seal_place *place)
{
    return arena_printf(arena, "%s|%s", place->id, place->label);
}

const char *seal_text(const struct key_ring *keys, const struct seal_place *place, const char *text,
                      struct arena *arena)
{
    if (!text)
        return NULL;
    size_t n = strlen(text);
    const char *bound = bound_to(arena, place);
    uint8_t *out = arena_alloc(arena, HEAD + n + TAG);
    unsigned long long size;
    out[0] = (uint8_t)keys->n;
    randombytes_buf(out + 1, NONCE);
    crypto_aead_xchacha20poly1305_ietf_encrypt(out + HEAD, &size, (const uint8_t *)text, n, (const uint8_t *)bound,
                                               strlen(bound), NULL, out + 1, keys->key[keys->n - 1]);
    return hex_encode(arena, out, HEAD + (size_t)size);
}

enum status unseal_text(const struct key_ring *keys, const struct seal_place *place, const char *sealed,
                        struct arena *arena, const char **ret_text, struct error *error)
{
    *ret_text = NULL;
    if (!sealed)
        return STATUS_OK;
    const char *bound = bound_to(arena, place);
    size_t n = strlen(sealed) / 2;
    uint8_t *bytes = arena_alloc(arena, n + 1);
    if (n < HEAD + TAG || !hex_decode(sealed, bytes, n) || bytes[0] == 0 || bytes[0] > keys->n)
        return fail_with(error, STATUS_DATA_LOSS, "a sealed %s is damaged, or its key is absent", place->label);
    char *text = arena_alloc(arena, n - HEAD - TAG + 1);
    unsigned long long size;
    if (crypto_aead_xchacha20poly1305_ietf_decrypt((uint8_t *)text, &size, NULL, bytes + HEAD, n - HEAD,
                                                   (const uint8_t *)bound, strlen(bound), bytes + 1,
                                                   keys->key[bytes[0] - 1]) != 0)
        return fail_with(error, STATUS_DATA_LOSS, "a sealed %s was altered or moved", place->label);
    *ret_text = text;
    return STATUS_OK;
}
