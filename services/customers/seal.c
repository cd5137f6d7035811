/* SPDX-License-Identifier: Apache-2.0 */
#include "seal.h"

#include <sodium.h>
#include <string.h>

#include "base/text.h"
#include "seal/key_ring.h"

_Static_assert((int)SEAL_KEY == (int)RING_KEY && (int)SEAL_VERSIONS == (int)RING_KEYS,
               "a ring is what master keys are made of");

enum {
    FORMAT = 1,
    NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
    TAG = crypto_aead_xchacha20poly1305_ietf_ABYTES,
    HEAD = 1 + NONCE
};

void seal_master_of(const uint8_t key[SEAL_KEY], struct seal_master *ret)
{
    size_t n = ret->n;
    crypto_kdf_derive_from_key(ret->wrap[n], SEAL_KEY, 1, "ds.wrap.", key);
    crypto_kdf_derive_from_key(ret->index[n], SEAL_KEY, 2, "ds.index", key);
    ret->versions[n] = n ? ret->versions[n - 1] + 1 : 1;
    ret->n = n + 1;
}

enum status seal_master_open(const char *dir, struct seal_master *ret, struct error *error)
{
    struct key_ring ring;
    memset(ret, 0, sizeof *ret);
    TRY(key_ring_open(dir, "customers.master", &ring, error));
    for (size_t i = 0; i < ring.n; i++)
        seal_master_of(ring.key[i], ret);
    sodium_memzero(&ring, sizeof ring);
    return STATUS_OK;
}

uint32_t seal_master_version(const struct seal_master *master)
{
    return master->versions[master->n - 1];
}

static const char *bound_to(struct arena *arena, const char *subject, const char *label)
{
    return arena_printf(arena, "%s|%s", subject, label);
}

static struct sealed lock(const uint8_t key[SEAL_KEY], const char *bound, const void *bytes, size_t n,
                          struct arena *arena)
{
    uint8_t *out = arena_alloc(arena, HEAD + n + TAG);
    unsigned long long size;
    out[0] = FORMAT;
    randombytes_buf(out + 1, NONCE);
    crypto_aead_xchacha20poly1305_ietf_encrypt(out + HEAD, &size, bytes, n, (const uint8_t *)bound, strlen(bound), NULL,
                                               out + 1, key);
    return (struct sealed){out, HEAD + (size_t)size};
}

static uint8_t *unlock(const uint8_t key[SEAL_KEY], const char *bound, struct sealed sealed, struct arena *arena,
                       size_t *ret_n)
{
    unsigned long long size;
    if (sealed.size < HEAD + TAG || sealed.data[0] != FORMAT)
        return NULL;
    uint8_t *out = arena_alloc(arena, sealed.size - HEAD - TAG + 1);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(out, &size, NULL, sealed.data + HEAD, sealed.size - HEAD,
                                                   (const uint8_t *)bound, strlen(bound), sealed.data + 1, key) != 0)
        return NULL;
    *ret_n = (size_t)size;
    return out;
}

struct sealed seal_key_new(const struct seal_master *master, const char *subject, struct arena *arena,
                           struct seal_key *ret_key)
{
    crypto_aead_xchacha20poly1305_ietf_keygen(ret_key->bytes);
    return lock(master->wrap[master->n - 1], bound_to(arena, subject, "key"), ret_key->bytes, SEAL_KEY, arena);
}

enum status seal_key_unwrap(const struct seal_master *master, uint32_t version, struct sealed wrapped,
                            const char *subject, struct seal_key *ret_key, struct error *error)
{
    for (size_t i = 0; i < master->n; i++) {
        size_t n;
        if (master->versions[i] != version)
            continue;
        struct arena *scratch = arena_new();
        uint8_t *key = unlock(master->wrap[i], bound_to(scratch, subject, "key"), wrapped, scratch, &n);
        bool good = key && n == SEAL_KEY;
        if (good)
            memcpy(ret_key->bytes, key, SEAL_KEY);
        if (key)
            sodium_memzero(key, n);
        arena_free(scratch);
        return good ? STATUS_OK : fail_with(error, STATUS_DATA_LOSS, "the key of %s was changed", subject);
    }
    return fail_with(error, STATUS_DATA_LOSS, "the key of %s needs master key %u, which is not in the keys folder",
                     subject, version);
}

struct sealed seal(const struct seal_key *key, const char *subject, const char *label, const char *text,
                   struct arena *arena)
{
    if (!text)
        return (struct sealed){NULL, 0};
    return lock(key->bytes, bound_to(arena, subject, label), text, strlen(text), arena);
}

enum status unseal(const struct seal_key *key, const char *subject, const char *label, struct sealed sealed,
                   struct arena *arena, const char **ret_text, struct error *error)
{
    size_t n;
    *ret_text = NULL;
    if (sealed.size == 0)
        return STATUS_OK;
    uint8_t *text = unlock(key->bytes, bound_to(arena, subject, label), sealed, arena, &n);
    if (!text)
        return fail_with(error, STATUS_DATA_LOSS, "the sealed %s of %s was changed", label, subject);
    *ret_text = (const char *)text;
    return STATUS_OK;
}

const char *seal_index(const struct seal_master *master, size_t nth, const char *label, const char *normal,
                       struct arena *arena)
{
    uint8_t hash[16];
    const char *bound = arena_printf(arena, "%s|%s", label, normal);
    crypto_generichash(hash, sizeof hash, (const uint8_t *)bound, strlen(bound), master->index[nth], SEAL_KEY);
    return hex_encode(arena, hash, sizeof hash);
}

const char *seal_index_now(const struct seal_master *master, const char *label, const char *normal, struct arena *arena)
{
    return seal_index(master, master->n - 1, label, normal, arena);
}
