/* SPDX-License-Identifier: Apache-2.0
 * Contract documents and remarks lie sealed under the service's own key, which lives in a file outside the database.
 * XChaCha20-Poly1305; contract, place and text version are authenticated with it, so that no value can be moved.
 */
#ifndef CONTRACTS_SEAL_H
#define CONTRACTS_SEAL_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/status.h"

enum { SEAL_KEY = 32, SEAL_KEYS = 16 };

struct seal_keys { /* immutable once opened, shared by all threads */
    size_t n; /* the last one seals, all of them unseal */
    uint8_t key[SEAL_KEYS][SEAL_KEY];
};

struct seal_place {
    const char *contract_id;
    const char *label; /* "document", "clause.PRICE", … */
    uint32_t text_version;
};

/* Reads <dir>/contracts.document.1, .2, …, 32 bytes in hex each; makes the first (0600) where there is none.
 * FAILED_PRECONDITION for a file that is malformed or open to others. */
enum status seal_keys_open(const char *dir, struct seal_keys *ret_keys, struct error *error) MUST_CHECK;

/* The sealed text in hex, the arena's; NULL for NULL. */
const char *seal_text(const struct seal_keys *keys, const struct seal_place *place, const char *text,
                      struct arena *arena);

/* The text of sealed bytes, the arena's; no bytes give NULL. DATA_LOSS if they are not what was sealed for `place`. */
enum status unseal_text(const struct seal_keys *keys, const struct seal_place *place, const uint8_t *sealed, size_t n,
                        struct arena *arena, const char **ret_text, struct error *error) MUST_CHECK;

#endif
