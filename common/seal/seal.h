/* SPDX-License-Identifier: Apache-2.0
 * Sealing at rest: XChaCha20-Poly1305. What a value is and whose (`bound`, "0190…|finding") is authenticated with it, so
 * that no value can be moved to another row or column. Sealed bytes are: the key's number, the nonce, the text, its tag.
 */
#ifndef SEAL_SEAL_H
#define SEAL_SEAL_H

#include "base/arena.h"
#include "seal/key_ring.h"

struct sealed { /* NULL and 0 stand for what is not there */
    const uint8_t *data;
    size_t size;
};

/* Under the ring's last key. The arena's; nothing for NULL `text`. */
struct sealed ring_seal(const struct key_ring *ring, const char *bound, const char *text, struct arena *arena);

/* What ring_seal() was given, the arena's; nothing gives NULL. DATA_LOSS if these are not the bytes that were sealed for
 * `bound`, or the key is absent; the message names `noun`. */
enum status ring_unseal(const struct key_ring *ring, const char *bound, const char *noun, struct sealed sealed,
                        struct arena *arena, const char **ret_text, struct error *error) MUST_CHECK;

#endif
