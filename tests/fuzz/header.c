/* SPDX-License-Identifier: Apache-2.0
 * The first frame of a message, as the dispatcher reads it, and the principal in it, signed by nobody.
 */
#include "fuzz.h"

#include <unistd.h>

#include "base/trace.h"
#include "strip.h"
#include "wire/frames.h"
#include "wire/pack.h"
#include "wire/principal.h"
#include "wire/scope.h"

enum { CLAIMS_MEMORY = 512 << 10, AGAIN_MEMORY = 4 << 20 };

/* A keyring that knows one signer, "identity"; its folder is gone by the time it is used. */
static struct keyring *keyring_of_one(void)
{
    static struct keyring *keyring;
    char folder[] = "/tmp/fuzz-XXXXXX", file[64];
    struct signer *signer;
    struct error error;
    if (keyring)
        return keyring;
    claim(mkdtemp(folder), "a folder can be made");
    claim(signer_open(folder, folder, "identity", &signer, &error) == STATUS_OK, "a key can be made");
    claim(keyring_open(folder, &keyring, &error) == STATUS_OK, "it is trusted");
    signer_free(signer);
    snprintf(file, sizeof file, "%s/identity.pub", folder);
    unlink(file);
    snprintf(file, sizeof file, "%s/identity.key", folder);
    unlink(file);
    rmdir(folder);
    return keyring;
}

static void look_at_principal(const SignedPrincipal *pass, struct arena *arena)
{
    struct error error;
    Principal *principal = NULL;
    const char *scope = NULL;
    claim(principal_verify(keyring_of_one(), pass, arena, &principal, &error) == STATUS_UNAUTHENTICATED,
          "nobody can sign by chance");
    claim(error.reason[0] && error.message[0], "a refusal has its reason");
    if (!pass || !pass->has_claims)
        return;
    principal = wire_unpack(arena, &principal__descriptor, (struct bytes){pass->claims.data, pass->claims.len}, CLAIMS_MEMORY);
    if (principal && principal->id && principal_scope(principal, "leads.read", arena, &scope))
        claim(scope, "who may has a scope");
}

/* A field at the end counts more than one before, which is how a packed header is changed. */
static void append_to(Header *header, uint32_t value, struct arena *arena)
{
    strip(&header->base);
    struct bytes once = wire_pack(arena, header);
    uint8_t *longer = arena_alloc(arena, once.size + FIELD_MAX);
    memcpy(longer, once.data, once.size);
    size_t size = once.size + field_put(longer + once.size, FIELD_TIMEOUT_MS, value);
    const Header *again = wire_unpack(arena, &header__descriptor, (struct bytes){longer, size}, AGAIN_MEMORY);
    claim(again && again->has_timeout_ms && again->timeout_ms == value, "what is appended counts");
    claim(again->has_id == header->has_id && again->id.len == header->id.len, "the rest stays");
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct arena *arena = arena_new();
    Header *header = wire_unpack(arena, &header__descriptor, (struct bytes){bytes, n}, HEADER_BUDGET);
    claim(arena_used(arena) <= HEADER_BUDGET, "unpacking keeps to its budget");
    if (header) {
        char child[TRACE_TEXT];
        trace_child(header->traceparent, child);
        claim(trace_is_valid(child), "a call has a span of its own");
        append_to(header, header->credit, arena);
        look_at_principal(header->principal, arena);
    }
    arena_free(arena);
    return 0;
}
