/* SPDX-License-Identifier: Apache-2.0 */
#include "part_seal.h"

#include <sodium.h>
#include <string.h>

enum { NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES };
_Static_assert(PART_SEAL == NONCE + crypto_aead_xchacha20poly1305_ietf_ABYTES, "nonce and tag");
_Static_assert((int)PART_KEY == (int)crypto_aead_xchacha20poly1305_ietf_KEYBYTES, "key");

struct octets part_seal(const uint8_t key[PART_KEY], const char *place, struct octets plain, struct arena *arena)
{
    unsigned long long size;
    uint8_t *out = arena_alloc(arena, plain.size + PART_SEAL);
    randombytes_buf(out, NONCE);
    crypto_aead_xchacha20poly1305_ietf_encrypt(out + NONCE, &size, plain.data, plain.size, (const uint8_t *)place,
                                               strlen(place), NULL, out, key);
    return (struct octets){out, NONCE + (size_t)size};
}

enum status part_unseal(const uint8_t key[PART_KEY], const char *place, struct octets sealed, struct arena *arena,
                        struct octets *ret_plain, struct error *error)
{
    unsigned long long size;
    if (sealed.size < PART_SEAL)
        return fail_with(error, STATUS_DATA_LOSS, "a sealed part is damaged");
    uint8_t *plain = arena_alloc(arena, sealed.size - PART_SEAL + 1);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(plain, &size, NULL, sealed.data + NONCE, sealed.size - NONCE,
                                                   (const uint8_t *)place, strlen(place), sealed.data, key) != 0)
        return fail_with(error, STATUS_DATA_LOSS, "a sealed part was altered or moved");
    *ret_plain = (struct octets){plain, (size_t)size};
    return STATUS_OK;
}
