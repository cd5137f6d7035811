/* SPDX-License-Identifier: Apache-2.0
 * Addresses and webhook secrets lie sealed under the service's own key, which lives in a file outside the database:
 * <dir>/keys/notifications.master.1, .2, …, the last one seals. XChaCha20-Poly1305; what a value is and whose is
 * authenticated with it, so that none can be moved.
 */
#ifndef NOTIFICATIONS_SEAL_H
#define NOTIFICATIONS_SEAL_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/status.h"

enum { SEAL_KEY = 32, SEAL_KEYS = 16 };

struct seal_keys { /* immutable once opened, shared by all threads */
    size_t n;
    uint8_t key[SEAL_KEYS][SEAL_KEY];
};

struct sealed {
    const uint8_t *data;
    size_t size;
};

/* Reads the files in `dir`, 32 bytes in hex each; makes the first (0600) where there is none. FAILED_PRECONDITION for a
 * file that is malformed or open to others. */
enum status seal_keys_open(const char *dir, struct seal_keys *ret_keys, struct error *error) MUST_CHECK;
/* The process's own, from DEALSPINE_DIR. */
enum status seal_open(struct error *error) MUST_CHECK;
extern struct seal_keys seal_keys;

/* The sealed text, the arena's. `what` and `owner` are names and ids: "secret", "0190…". */
struct sealed seal_text(const struct seal_keys *keys, const char *what, const char *owner, const char *text,
                        struct arena *arena);
/* The text, the arena's; NULL if this is not what was sealed for them, or its key is absent. */
const char *unseal_text(const struct seal_keys *keys, const char *what, const char *owner, struct sealed sealed,
                        struct arena *arena);

#endif
