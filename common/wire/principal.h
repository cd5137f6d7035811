/* SPDX-License-Identifier: Apache-2.0
 * Signed principals: who asks, vouched for by an Ed25519 key in the folder of trusted keys.
 */
#ifndef WIRE_PRINCIPAL_H
#define WIRE_PRINCIPAL_H

#include "base/arena.h"
#include "base/status.h"
#include "dealspine/wire.pb-c.h"

struct signer;  /* one private key */
struct keyring; /* the trusted public keys; thread-safe, caches what it verified */

/* Reads <keys_dir>/<name>.key (32-byte seed in hex), creating it (0600) and <trust_dir>/<name>.pub if absent. */
enum status signer_open(const char *keys_dir, const char *trust_dir, const char *name, struct signer **ret,
                        struct error *error) MUST_CHECK;
void signer_free(struct signer *signer);

/* Packs and signs `principal`; the result is the arena's. */
SignedPrincipal *principal_sign(const struct signer *signer, const Principal *principal, struct arena *arena);

/* A principal of kind SERVICE for the signer itself, valid for five minutes; the arena's. */
SignedPrincipal *principal_of_service(const struct signer *signer, struct arena *arena);

enum status keyring_open(const char *trust_dir, struct keyring **ret, struct error *error) MUST_CHECK;
void keyring_free(struct keyring *keyring);

/* Verifies signature, expiry, and that the signer may vouch: `identity` for anyone, a service only for itself.
 * A signer not seen before makes it read the folder again (at most once a second).
 * UNAUTHENTICATED otherwise. The principal is the arena's. */
enum status principal_verify(struct keyring *keyring, const SignedPrincipal *signed_principal, struct arena *arena,
                             Principal **ret, struct error *error) MUST_CHECK;

#endif
