/* SPDX-License-Identifier: Apache-2.0
 * Addresses and webhook secrets lie sealed under the service's own ring, keys/notifications.master.<n>; what a value is
 * and whose is authenticated with it.
 */
#ifndef NOTIFICATIONS_VAULT_H
#define NOTIFICATIONS_VAULT_H

#include "seal/seal.h"

/* Opens the ring in DEALSPINE_DIR. FAILED_PRECONDITION as key_ring_open(). */
enum status vault_open(struct error *error) MUST_CHECK;

/* `what` and `owner` are a name and an id: "secret", "0190…". The arena's. */
struct sealed vault_seal(const char *what, const char *owner, const char *text, struct arena *arena);
/* The text, the arena's; NULL if this is not what was sealed for them, or its key is absent. */
const char *vault_unseal(const char *what, const char *owner, struct sealed sealed, struct arena *arena);

#endif
