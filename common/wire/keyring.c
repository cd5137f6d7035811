/* SPDX-License-Identifier: Apache-2.0 */
#include <dirent.h>
#include <errno.h>
#include <pthread.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "wire/key_file.h"
#include "wire/pack.h"
#include "wire/principal.h"

enum {
    TRUSTED_MAX = 64,
    NAME_MAX_BYTES = 32,
    VERIFIED = 512,           /* digests kept, each in the one place its first bytes name */
    DIGEST_SIZE = 24,
    CLAIMS_MAX = 48 * 1024,
    CLAIMS_BUDGET = 512 * 1024,
    REREAD_MS = 1000,
    SKEW_MS = 60 * 1000       /* how far in the future a principal may have been issued */
};

struct trusted {
    char name[NAME_MAX_BYTES + 1];
    uint8_t key[KEY_SIZE];
};

struct keyring {
    char *trust_dir;
    pthread_mutex_t lock; /* of all below */
    struct trusted trusted[TRUSTED_MAX];
    size_t n_trusted;
    int64_t read_ms;
    uint8_t verified[VERIFIED][DIGEST_SIZE];
};

static enum status read_folder(struct keyring *keyring, struct error *error)
{
    DIR *dir = opendir(keyring->trust_dir);
    if (!dir)
        return fail_with(error, STATUS_UNAVAILABLE, "can't read the trusted keys in %s: %s", keyring->trust_dir,
                         strerror(errno));
    keyring->n_trusted = 0;
    memset(keyring->verified, 0, sizeof keyring->verified); /* a key may have been taken back */
    for (struct dirent *entry; keyring->n_trusted < TRUSTED_MAX && (entry = readdir(dir));) {
        char path[4096];
        const char *end = strrchr(entry->d_name, '.');
        struct trusted *next = &keyring->trusted[keyring->n_trusted];
        struct error why;
        if (!end || strcmp(end, ".pub") || end == entry->d_name || end - entry->d_name > NAME_MAX_BYTES)
            continue;
        snprintf(path, sizeof path, "%s/%s", keyring->trust_dir, entry->d_name);
        snprintf(next->name, sizeof next->name, "%.*s", (int)(end - entry->d_name), entry->d_name);
        if (key_read(path, next->key, &why) == STATUS_OK)
            keyring->n_trusted++;
        else
            log_line(LOG_WARN, "msg=\"trusted key left out\" key=%s why=\"%s\"", next->name, why.message);
    }
    closedir(dir);
    return STATUS_OK;
}

enum status keyring_open(const char *trust_dir, struct keyring **ret, struct error *error)
{
    if (sodium_init() < 0)
        return fail_with(error, STATUS_INTERNAL, "libsodium does not start");
    struct keyring *keyring = need_alloc(sizeof *keyring);
    keyring->trust_dir = need_strdup(trust_dir);
    pthread_mutex_init(&keyring->lock, NULL);
    keyring->read_ms = clock_mono_ms() - REREAD_MS;
    enum status status = read_folder(keyring, error);
    if (status != STATUS_OK) {
        keyring_free(keyring);
        return status;
    }
    *ret = keyring;
    return STATUS_OK;
}

void keyring_free(struct keyring *keyring)
{
    if (!keyring)
        return;
    pthread_mutex_destroy(&keyring->lock);
    free(keyring->trust_dir);
    free(keyring);
}

static bool find_key(const struct keyring *keyring, const char *name, uint8_t ret_key[KEY_SIZE])
{
    for (size_t i = 0; i < keyring->n_trusted; i++)
        if (!strcmp(keyring->trusted[i].name, name)) {
            memcpy(ret_key, keyring->trusted[i].key, KEY_SIZE);
            return true;
        }
    return false;
}

/* A name or key not known may have come since the folder was read. False when it was read just now. */
static bool reread(struct keyring *keyring)
{
    int64_t now_ms = clock_mono_ms();
    if (now_ms - keyring->read_ms < REREAD_MS)
        return false;
    keyring->read_ms = now_ms;
    struct error ignored;
    return read_folder(keyring, &ignored) == STATUS_OK;
}

static uint8_t *place_of(struct keyring *keyring, const uint8_t digest[DIGEST_SIZE])
{
    return keyring->verified[(digest[0] | digest[1] << 8) % VERIFIED];
}

static void digest_of(const SignedPrincipal *pass, uint8_t ret_digest[DIGEST_SIZE])
{
    crypto_generichash_state state;
    crypto_generichash_init(&state, NULL, 0, DIGEST_SIZE);
    crypto_generichash_update(&state, (const uint8_t *)pass->signer, strlen(pass->signer) + 1);
    crypto_generichash_update(&state, pass->signature.data, pass->signature.len);
    crypto_generichash_update(&state, pass->claims.data, pass->claims.len);
    crypto_generichash_final(&state, ret_digest, DIGEST_SIZE);
}

static bool signature_holds(const SignedPrincipal *pass, const uint8_t key[KEY_SIZE], struct arena *arena)
{
    size_t prefix_size = strlen(PRINCIPAL_PREFIX);
    uint8_t *text = arena_alloc(arena, prefix_size + pass->claims.len);
    memcpy(text, PRINCIPAL_PREFIX, prefix_size);
    if (pass->claims.len) /* without any, data is NULL, which memcpy() must not be given */
        memcpy(text + prefix_size, pass->claims.data, pass->claims.len);
    return crypto_sign_verify_detached(pass->signature.data, text, prefix_size + pass->claims.len, key) == 0;
}

static enum status unauthenticated(struct error *error, const char *reason, const char *sentence)
{
    fail_with(error, STATUS_UNAUTHENTICATED, "%s", sentence);
    if (error)
        snprintf(error->reason, sizeof error->reason, "%s", reason);
    return STATUS_UNAUTHENTICATED;
}

/* NULL when the signature is good, else the reason; under the lock but for the arithmetic. */
static const char *check_signature(struct keyring *keyring, const SignedPrincipal *pass, struct arena *arena)
{
    uint8_t digest[DIGEST_SIZE], key[KEY_SIZE];
    digest_of(pass, digest);
    pthread_mutex_lock(&keyring->lock);
    bool again = memcmp(place_of(keyring, digest), digest, DIGEST_SIZE);
    const char *reason = NULL;
    while (again) {
        again = false;
        reason = "UNKNOWN_SIGNER";
        if (find_key(keyring, pass->signer, key)) {
            pthread_mutex_unlock(&keyring->lock);
            reason = signature_holds(pass, key, arena) ? NULL : "BAD_SIGNATURE";
            pthread_mutex_lock(&keyring->lock);
        }
        if (reason)
            again = reread(keyring);
        else
            memcpy(place_of(keyring, digest), digest, DIGEST_SIZE);
    }
    pthread_mutex_unlock(&keyring->lock);
    return reason;
}

static bool may_vouch(const char *signer, const Principal *principal)
{
    if (!strcmp(signer, "identity"))
        return true;
    return principal->kind == PRINCIPAL__KIND__SERVICE && !strcmp(signer, principal->id);
}

enum status principal_verify(struct keyring *keyring, const SignedPrincipal *signed_principal, struct arena *arena,
                             Principal **ret, struct error *error)
{
    const SignedPrincipal *pass = signed_principal;
    if (!pass)
        return unauthenticated(error, "NO_PRINCIPAL", "nobody vouches for this request");
    if (!pass->signer || !pass->has_claims || pass->claims.len > CLAIMS_MAX || !pass->has_signature ||
        pass->signature.len != crypto_sign_BYTES)
        return unauthenticated(error, "MALFORMED", "the signed principal is malformed");
    const char *reason = check_signature(keyring, pass, arena);
    if (reason)
        return unauthenticated(error, reason, "the principal's signature is not one that is trusted here");
    struct bytes claims = {pass->claims.data, pass->claims.len};
    Principal *principal = wire_unpack(arena, &principal__descriptor, claims, CLAIMS_BUDGET);
    if (!principal || !principal->has_kind || !principal->id || !principal->id[0])
        return unauthenticated(error, "MALFORMED", "the principal's claims are malformed");
    if (!may_vouch(pass->signer, principal))
        return unauthenticated(error, "FOREIGN_PRINCIPAL", "the signer may vouch for itself only");
    int64_t now_ms = clock_now_us() / 1000;
    if (principal->expires_at_ms <= now_ms)
        return unauthenticated(error, "EXPIRED", "the principal has expired");
    if (principal->issued_at_ms > now_ms + SKEW_MS)
        return unauthenticated(error, "NOT_YET_VALID", "the principal was issued in the future");
    *ret = principal;
    return STATUS_OK;
}
