/* SPDX-License-Identifier: Apache-2.0
 * What people wrote lies sealed in the database: XChaCha20-Poly1305 under the last key of the ring; the record and the
 * place in it are authenticated with it, so that no value can be moved. The sealed form is text, in hex.
 */
#ifndef AFTERSALES_SEAL_H
#define AFTERSALES_SEAL_H

#include "base/arena.h"
#include "key_ring.h"

struct seal_place {
    const char *id;    /* of the record */
    const char *label; /* "finding", "comment", … */
};

/* The sealed form, the arena's; NULL for NULL. */
const char *seal_text(const struct key_ring *keys, const struct seal_place *place, const char *text,
                      struct arena *arena);

/* The text of a sealed form, the arena's; NULL gives NULL. DATA_LOSS if it is not what was sealed for `place`. */
enum status unseal_text(const struct key_ring *keys, const struct seal_place *place, const char *sealed,
                        struct arena *arena, const char **ret_text, struct error *error) MUST_CHECK;

#endif
