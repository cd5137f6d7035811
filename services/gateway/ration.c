/* SPDX-License-Identifier: Apache-2.0 */
#include "ration.h"

#include <inttypes.h>
#include <sodium.h>
#include <string.h>

#include "base/text.h"
#include "gateway.h"
#include "queue/limit.h"

enum { SUBJECT_BYTES = 16, PATIENCE_MS = 50, MINUTE_MS = 60000 };

static struct limit *limit;
static uint8_t key[32]; /* addresses are personal: Redis sees a hash that gateways alone can make */

static void make_key(void)
{
    Principal principal = PRINCIPAL__INIT;
    struct arena *arena = arena_new();
    principal.id = "ration";
    /* Ed25519 signatures are deterministic: a secret that all gateways share without one more file. */
    const SignedPrincipal *secret = principal_sign(gateway.signer, &principal, arena);
    crypto_generichash(key, sizeof key, secret->signature.data, secret->signature.len, NULL, 0);
    arena_free(arena);
}

enum status ration_open(struct error *error)
{
    struct queue_settings settings = {.url = gateway.settings.redis_url, .deployment = gateway.settings.deployment,
                                      .purpose = "limit", .patience_ms = PATIENCE_MS};
    struct queue *queue;
    TRY(queue_open(&settings, &queue, error));
    make_key();
    limit = limit_open(queue);
    return STATUS_OK;
}

void ration_close(void)
{
    limit_close(limit);
    limit = NULL;
}

const char *ration_subject(const struct request *request)
{
    const char *address = request_address(request);
    uint8_t subject[SUBJECT_BYTES];
    crypto_generichash(subject, sizeof subject, (const uint8_t *)address, strlen(address), key, sizeof key);
    return hex_encode(request->arena, subject, sizeof subject);
}

static bool take(struct request *request, const char *name, int64_t most, int64_t *ret_retry_ms)
{
    const struct limit_rule rule = {name, most, MINUTE_MS};
    *ret_retry_ms = 0;
    return !most || limit_take(limit, &rule, ration_subject(request), ret_retry_ms);
}

bool ration_form(struct request *request)
{
    int64_t retry_ms;
    if (take(request, "forms", gateway.settings.forms, &retry_ms))
        return true;
    request_put_header(request, "Retry-After", arena_printf(request->arena, "%" PRId64, (retry_ms + 999) / 1000));
    return false;
}

bool ration_sign_in(struct request *request, uint32_t *ret_retry_ms)
{
    int64_t retry_ms;
    bool may = take(request, "sign_ins", gateway.settings.sign_ins, &retry_ms);
    *ret_retry_ms = (uint32_t)retry_ms;
    return may;
}
