/* SPDX-License-Identifier: Apache-2.0 */
#include <pthread.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/id.h"
#include "wire/key_file.h"
#include "wire/pack.h"
#include "wire/principal.h"

enum { SERVICE_LIFE_MS = 5 * 60 * 1000, SERVICE_FRESH_MS = 4 * 60 * 1000 };

/* The signer's own principal, kept while it is fresh: the same bytes are also verified only once by their readers. */
struct own_pass {
    pthread_mutex_t lock;
    struct arena *arena;
    SignedPrincipal *pass;
    int64_t expires_ms;
};

struct signer {
    char *name;
    uint8_t secret[crypto_sign_SECRETKEYBYTES];
    struct own_pass *own;
};

static enum status read_or_make_seed(const char *path, uint8_t ret_seed[KEY_SIZE], struct error *error)
{
    for (int tries = 0; tries < 2; tries++) {
        enum status status = key_read(path, ret_seed, error);
        if (status != STATUS_NOT_FOUND)
            return status;
        uint8_t fresh[KEY_SIZE];
        random_bytes(fresh, sizeof fresh);
        status = key_write(path, fresh, 0600, error); /* of two that make it at once one wins, both read it */
        sodium_memzero(fresh, sizeof fresh);
        if (status != STATUS_OK && status != STATUS_ALREADY_EXISTS)
            return status;
    }
    return fail_with(error, STATUS_INTERNAL, "%s comes and goes", path);
}

static enum status publish(const char *trust_dir, const char *name, const uint8_t public[KEY_SIZE],
                           struct error *error)
{
    char path[4096];
    uint8_t present[KEY_SIZE];
    snprintf(path, sizeof path, "%s/%s.pub", trust_dir, name);
    enum status status = key_read(path, present, error);
    if (status == STATUS_NOT_FOUND) {
        status = key_write(path, public, 0644, error);
        if (status == STATUS_ALREADY_EXISTS)
            status = key_read(path, present, error);
        else
            return status;
    }
    if (status == STATUS_OK && memcmp(present, public, KEY_SIZE))
        return fail_with(error, STATUS_FAILED_PRECONDITION,
                         "%s is not the public half of this service's key: remove it to trust the key again", path);
    return status;
}

enum status signer_open(const char *keys_dir, const char *trust_dir, const char *name, struct signer **ret,
                        struct error *error)
{
    char path[4096];
    uint8_t seed[crypto_sign_SEEDBYTES], public[crypto_sign_PUBLICKEYBYTES];
    if (sodium_init() < 0)
        return fail_with(error, STATUS_INTERNAL, "libsodium does not start");
    snprintf(path, sizeof path, "%s/%s.key", keys_dir, name);
    TRY(read_or_make_seed(path, seed, error));
    struct signer *signer = need_alloc(sizeof *signer);
    signer->name = need_strdup(name);
    signer->own = need_alloc(sizeof *signer->own);
    signer->own->arena = arena_new();
    pthread_mutex_init(&signer->own->lock, NULL);
    crypto_sign_seed_keypair(public, signer->secret, seed);
    sodium_memzero(seed, sizeof seed);
    enum status status = publish(trust_dir, name, public, error);
    if (status != STATUS_OK) {
        signer_free(signer);
        return status;
    }
    *ret = signer;
    return STATUS_OK;
}

void signer_free(struct signer *signer)
{
    if (!signer)
        return;
    pthread_mutex_destroy(&signer->own->lock);
    arena_free(signer->own->arena);
    free(signer->own);
    sodium_memzero(signer->secret, sizeof signer->secret);
    free(signer->name);
    free(signer);
}

SignedPrincipal *principal_sign(const struct signer *signer, const Principal *principal, struct arena *arena)
{
    struct bytes claims = wire_pack(arena, principal);
    size_t prefix_size = strlen(PRINCIPAL_PREFIX);
    uint8_t *text = arena_alloc(arena, prefix_size + claims.size);
    memcpy(text, PRINCIPAL_PREFIX, prefix_size);
    memcpy(text + prefix_size, claims.data, claims.size);
    uint8_t *signature = arena_alloc(arena, crypto_sign_BYTES);
    crypto_sign_detached(signature, NULL, text, prefix_size + claims.size, signer->secret);

    SignedPrincipal *result = wire_new(arena, &signed_principal__descriptor);
    result->signer = arena_strdup(arena, signer->name);
    result->has_claims = result->has_signature = true;
    result->claims = (ProtobufCBinaryData){claims.size, (uint8_t *)claims.data};
    result->signature = (ProtobufCBinaryData){crypto_sign_BYTES, signature};
    return result;
}

static void renew(const struct signer *signer, int64_t now_ms)
{
    struct own_pass *own = signer->own;
    Principal principal = PRINCIPAL__INIT;
    principal.has_kind = principal.has_issued_at_ms = principal.has_expires_at_ms = true;
    principal.kind = PRINCIPAL__KIND__SERVICE;
    principal.id = signer->name;
    principal.path = "/";
    principal.issued_at_ms = now_ms;
    principal.expires_at_ms = own->expires_ms = now_ms + SERVICE_LIFE_MS;
    arena_reset(own->arena);
    own->pass = principal_sign(signer, &principal, own->arena);
}

static ProtobufCBinaryData copy(struct arena *arena, ProtobufCBinaryData bytes)
{
    return (ProtobufCBinaryData){bytes.len, arena_memdup(arena, bytes.data, bytes.len)};
}

SignedPrincipal *principal_of_service(const struct signer *signer, struct arena *arena)
{
    struct own_pass *own = signer->own;
    int64_t now_ms = clock_now_us() / 1000, left_ms;
    pthread_mutex_lock(&own->lock);
    left_ms = own->expires_ms - now_ms;
    if (!own->pass || left_ms < SERVICE_FRESH_MS || left_ms > SERVICE_LIFE_MS) /* or the clock was set back */
        renew(signer, now_ms);
    SignedPrincipal *result = arena_memdup(arena, own->pass, sizeof *own->pass);
    result->signer = arena_strdup(arena, own->pass->signer);
    result->claims = copy(arena, own->pass->claims);
    result->signature = copy(arena, own->pass->signature);
    pthread_mutex_unlock(&own->lock);
    return result;
}
