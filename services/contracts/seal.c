/* SPDX-License-Identifier: Apache-2.0
 * A sealed value: the key's number, the nonce, the text and its tag.
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
    return arena_printf(arena, "%s|%s|%u", place->contract_id, place->label, place->text_version);
}

const char *seal_text(const struct seal_keys *keys, const struct seal_place *place, const char *text,
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

enum status unseal_text(const struct seal_keys *keys, const struct seal_place *place, const uint8_t *sealed, size_t n,
                        struct arena *arena, const char **ret_text, struct error *error)
{
    *ret_text = NULL;
    if (n == 0)
        return STATUS_OK;
    const char *bound = bound_to(arena, place);
    if (n < HEAD + TAG || sealed[0] == 0 || sealed[0] > keys->n)
        return fail_with(error, STATUS_DATA_LOSS, "a sealed %s is damaged, or its key is absent", place->label);
    char *text = arena_alloc(arena, n - HEAD - TAG + 1);
    unsigned long long size;
    if (crypto_aead_xchacha20poly1305_ietf_decrypt((uint8_t *)text, &size, NULL, sealed + HEAD, n - HEAD,
                                                   (const uint8_t *)bound, strlen(bound), sealed + 1,
                                                   keys->key[sealed[0] - 1]) != 0)
        return fail_with(error, STATUS_DATA_LOSS, "a sealed %s was altered or moved", place->label);
    *ret_text = text;
    return STATUS_OK;
}
