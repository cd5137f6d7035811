/* SPDX-License-Identifier: Apache-2.0 */
#include "seal.h"

#include <sodium.h>
#include <string.h>

enum {
    NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
    TAG = crypto_aead_xchacha20poly1305_ietf_ABYTES
};

/* Seals to `out`, which has room for NONCE, text and TAG. */
static void seal_to(uint8_t *out, const uint8_t key[SEAL_KEY], const char *place, struct octets plain)
{
    unsigned long long size;
    randombytes_buf(out, NONCE);
    crypto_aead_xchacha20poly1305_ietf_encrypt(out + NONCE, &size, plain.data, plain.size, (const uint8_t *)place,
                                               strlen(place), NULL, out, key);
}

struct octets seal(const uint8_t key[SEAL_KEY], const char *place, struct octets plain, struct arena *arena)
{
    struct octets sealed = {.size = NONCE + plain.size + TAG};
    uint8_t *out = arena_alloc(arena, sealed.size);
    seal_to(out, key, place, plain);
    sealed.data = out;
    return sealed;
}

enum status unseal(const uint8_t key[SEAL_KEY], const char *place, struct octets sealed, struct arena *arena,
                   struct octets *ret_plain, struct error *error)
{
    unsigned long long size;
    if (sealed.size < NONCE + TAG)
        return fail_with(error, STATUS_DATA_LOSS, "sealed bytes are damaged");
    uint8_t *plain = arena_alloc(arena, sealed.size - NONCE - TAG + 1);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(plain, &size, NULL, sealed.data + NONCE, sealed.size - NONCE,
                                                   (const uint8_t *)place, strlen(place), sealed.data, key) != 0)
        return fail_with(error, STATUS_DATA_LOSS, "sealed bytes were altered or moved");
    *ret_plain = (struct octets){plain, (size_t)size};
    return STATUS_OK;
}

struct octets seal_by_service(const struct seal_keys *keys, const char *place, struct octets plain,
                              struct arena *arena)
{
    struct octets sealed = {.size = 1 + NONCE + plain.size + TAG};
    uint8_t *out = arena_alloc(arena, sealed.size);
    out[0] = (uint8_t)keys->n;
    seal_to(out + 1, keys->key[keys->n - 1], place, plain);
    sealed.data = out;
    return sealed;
}

enum status unseal_by_service(const struct seal_keys *keys, const char *place, struct octets sealed,
                              struct arena *arena, struct octets *ret_plain, struct error *error)
{
    if (sealed.size == 0 || sealed.data[0] == 0 || sealed.data[0] > keys->n)
        return fail_with(error, STATUS_DATA_LOSS, "sealed bytes are damaged, or their key is absent");
    return unseal(keys->key[sealed.data[0] - 1], place, (struct octets){sealed.data + 1, sealed.size - 1}, arena,
                  ret_plain, error);
}
