/* SPDX-License-Identifier: Apache-2.0 */
#include "auth.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/id.h"
#include "calls.h"
#include "dealspine/identity.pb-c.h"
#include "gateway.h"

/* A set-associative cache: a token can only be in the WAYS places of its set, so its size is bounded by itself. */
enum { SETS = 256, WAYS = 4, HASH = 32, KEPT_MS = 30000, TOKEN_MAX = 200, ASK_MS = 5000, LEFT_MS = 5000, SET_MS = 2000 };

struct waiter {
    struct waiter *next;
    void (*then)(void *context, struct bytes principal, const struct error *error);
    void *context;
};

struct known {
    uint8_t hash[HASH];
    int64_t until_ms;       /* 0: nothing is known */
    int64_t day_ms;         /* time of day less measured time, when it was learnt */
    struct waiter *waiters; /* not NULL: identity is being asked */
    uint8_t *principal;     /* packed, malloc'd */
    size_t size;
};

struct auth {
    uint8_t key[crypto_generichash_KEYBYTES];
    struct known known[SETS][WAYS];
};

struct auth *auth_new(void)
{
    struct auth *auth = need_alloc(sizeof *auth);
    random_bytes(auth->key, sizeof auth->key);
    return auth;
}

void auth_free(struct auth *auth)
{
    for (int i = 0; auth && i < SETS * WAYS; i++)
        free(auth->known[i / WAYS][i % WAYS].principal);
    free(auth);
}

/* The entry of the token, or the one to put it into: an old one nobody waits for. NULL if there is none. */
static struct known *find(struct auth *auth, const uint8_t hash[HASH], bool *ret_same)
{
    struct known *set = auth->known[hash[0] % SETS], *oldest = NULL;
    for (int i = 0; i < WAYS; i++) {
        *ret_same = memcmp(set[i].hash, hash, HASH) == 0;
        if (*ret_same)
            return &set[i];
        if (!set[i].waiters && (!oldest || set[i].until_ms < oldest->until_ms))
            oldest = &set[i];
    }
    return oldest;
}

static void clear(struct known *known)
{
    free(known->principal);
    *known = (struct known){.waiters = known->waiters};
}

static void hash_token(const struct auth *auth, const char *token, uint8_t ret_hash[HASH])
{
    crypto_generichash(ret_hash, HASH, (const uint8_t *)token, strlen(token), auth->key, sizeof auth->key);
}

void auth_forget(struct auth *auth, const char *token)
{
    uint8_t hash[HASH];
    bool same;
    hash_token(auth, token, hash);
    struct known *known = find(auth, hash, &same);
    if (known && same && !known->waiters)
        clear(known);
}

void auth_forget_all(struct auth *auth)
{
    for (int i = 0; i < SETS * WAYS; i++)
        if (!auth->known[i / WAYS][i % WAYS].waiters)
            clear(&auth->known[i / WAYS][i % WAYS]);
}

static int64_t day_ms(void)
{
    return clock_now_us() / 1000 - clock_mono_ms();
}

/* Once the clock was set, services hold what was issued before for expired, or for not yet valid. */
static bool is_good(const struct known *known)
{
    return clock_mono_ms() < known->until_ms && llabs(day_ms() - known->day_ms) < SET_MS;
}

/* How long it may be kept, in ms: its own life minus what a call needs, at most KEPT_MS. */
static int64_t lifetime(const SignedPrincipal *signed_principal, const AuthenticateReply *reply, struct arena *arena)
{
    struct bytes claims = {signed_principal->claims.data, signed_principal->claims.len};
    const Principal *principal = wire_unpack(arena, &principal__descriptor, claims, 1 << 20);
    int64_t now_ms = clock_now_us() / 1000, left_ms = KEPT_MS;
    if (principal && principal->expires_at_ms - now_ms - LEFT_MS < left_ms)
        left_ms = principal->expires_at_ms - now_ms - LEFT_MS;
    if (reply->token_expires_at && reply->token_expires_at->seconds * 1000 - now_ms < left_ms)
        left_ms = reply->token_expires_at->seconds * 1000 - now_ms;
    return left_ms;
}

/* Reads identity's reply into `known`; its waiters are told by the caller. */
static enum status learn(struct known *known, const struct answer *answer, struct arena *arena, struct error *error)
{
    if (answer->error.status != STATUS_OK) {
        *error = answer->error;
        return error->status;
    }
    const AuthenticateReply *reply = wire_unpack(arena, &authenticate_reply__descriptor, answer->body, 1 << 20);
    if (!reply || !reply->principal)
        return fail_with(error, STATUS_INTERNAL, "identity's reply holds no principal");
    struct bytes packed = wire_pack(arena, reply->principal);
    known->principal = need_alloc(packed.size);
    memcpy(known->principal, packed.data, packed.size);
    known->size = packed.size;
    known->until_ms = clock_mono_ms() + lifetime(reply->principal, reply, arena);
    known->day_ms = day_ms();
    return STATUS_OK;
}

static void tell(struct waiter *waiters, struct bytes principal, const struct error *error)
{
    while (waiters) {
        struct waiter *waiter = waiters;
        waiters = waiter->next;
        waiter->then(waiter->context, principal, error);
        free(waiter);
    }
}

static void on_answer(void *context, const struct answer *answer)
{
    struct known *known = context, fresh = *known;
    struct arena *arena = arena_new();
    struct error error;
    fresh.waiters = NULL;
    enum status status = learn(&fresh, answer, arena, &error);
    struct waiter *waiters = known->waiters;
    *known = status == STATUS_OK ? fresh : (struct known){0};
    /* A copy: whoever is told may come back into auth_find(), where the entry may give way to another. */
    struct bytes copy = {arena_memdup(arena, fresh.principal, fresh.size), fresh.size};
    tell(waiters, copy, status == STATUS_OK ? NULL : &error);
    arena_free(arena);
}

static void ask(struct known *known, const char *token, uint32_t timeout_ms)
{
    struct arena *arena = arena_new();
    AuthenticateRequest request = AUTHENTICATE_REQUEST__INIT;
    Header header = HEADER__INIT;
    request.token = token;
    header.method = "identity.Authenticate";
    header.principal = principal_of_service(gateway.signer, arena);
    struct outcall outcall = {.service = "identity",
                              .header = &header,
                              .body = wire_pack(arena, &request),
                              .timeout_ms = timeout_ms < ASK_MS ? timeout_ms : ASK_MS,
                              .query = true};
    calls_send(gateway.calls, &outcall, on_answer, known);
    arena_free(arena);
}

static void refuse(void (*then)(void *, struct bytes, const struct error *), void *context, enum status status,
                   const char *sentence)
{
    struct error error;
    fail_with(&error, status, "%s", sentence);
    then(context, (struct bytes){NULL, 0}, &error);
}

void auth_find(struct auth *auth, const char *token, uint32_t timeout_ms,
               void (*then)(void *context, struct bytes principal, const struct error *error), void *context)
{
    uint8_t hash[HASH];
    bool same;
    size_t n = strlen(token);
    if (!n || n > TOKEN_MAX) {
        refuse(then, context, STATUS_UNAUTHENTICATED, "the token is not one of ours");
        return;
    }
    hash_token(auth, token, hash);
    struct known *known = find(auth, hash, &same);
    if (!known) {
        refuse(then, context, STATUS_RESOURCE_EXHAUSTED, "too many tokens are being looked up");
        return;
    }
    if (same && !known->waiters && is_good(known)) {
        then(context, (struct bytes){known->principal, known->size}, NULL);
        return;
    }
    struct waiter *waiter = need_alloc(sizeof *waiter), *others = same ? known->waiters : NULL;
    *waiter = (struct waiter){others, then, context};
    if (!others) {
        clear(known);
        memcpy(known->hash, hash, HASH);
    }
    known->waiters = waiter;
    if (!others)
        ask(known, token, timeout_ms);
}
