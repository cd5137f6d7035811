/* SPDX-License-Identifier: Apache-2.0 */
#include "password.h"

#include <pthread.h>
#include <sodium.h>
#include <string.h>

#include "base/clock.h"
#include "gate.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct gate gate;
static char decoy[crypto_pwhash_STRBYTES]; /* hash of a password nobody knows */

static bool make(const char *password, size_t n, char ret_hash[crypto_pwhash_STRBYTES])
{
    return crypto_pwhash_str(ret_hash, password, n, crypto_pwhash_OPSLIMIT_INTERACTIVE,
                             crypto_pwhash_MEMLIMIT_INTERACTIVE) == 0;
}

enum status password_open(struct error *error)
{
    unsigned char unknown[32];
    gate_init(&gate, clock_mono_ms());
    randombytes_buf(unknown, sizeof unknown);
    if (!make((const char *)unknown, sizeof unknown, decoy))
        return fail_with(error, STATUS_RESOURCE_EXHAUSTED,
                         "a password hash needs 64 MiB of memory, which are not free");
    return STATUS_OK;
}

enum status password_check_rule(struct call *call, const char *field, const char *password)
{
    size_t n = utf8_length(password);
    if (n < PASSWORD_MIN)
        return bad(call, field, "must have at least %d characters, has %zu", PASSWORD_MIN, n);
    return STATUS_OK;
}

static enum status enter(struct call *call)
{
    uint32_t retry_ms = 0;
    pthread_mutex_lock(&lock);
    bool open = gate_enter(&gate, clock_mono_ms(), &retry_ms);
    pthread_mutex_unlock(&lock);
    if (open)
        return STATUS_OK;
    enum status status = fail_for(call, STATUS_RESOURCE_EXHAUSTED, "PASSWORD_CHECKS_BUSY",
                                  "too many passwords are being checked at once, come again in %u ms", retry_ms);
    call->error.retry_after_ms = retry_ms;
    return status;
}

static void leave(void)
{
    pthread_mutex_lock(&lock);
    gate_leave(&gate);
    pthread_mutex_unlock(&lock);
}

enum status password_hash(struct call *call, const char *password, const char **ret_hash)
{
    char *hash = arena_alloc(call->arena, crypto_pwhash_STRBYTES);
    TRY(enter(call));
    bool made = make(password, strlen(password), hash);
    leave();
    if (!made)
        return fail(call, STATUS_RESOURCE_EXHAUSTED, "no memory for a password hash");
    *ret_hash = hash;
    return STATUS_OK;
}

enum status password_verify(struct call *call, const char *hash, const char *password, bool *ret_right)
{
    TRY(enter(call));
    bool right = crypto_pwhash_str_verify(hash ? hash : decoy, password, strlen(password)) == 0;
    leave();
    *ret_right = right && hash;
    return STATUS_OK;
}
