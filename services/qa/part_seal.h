/* SPDX-License-Identifier: Apache-2.0
 * Bytes sealed under a recording's own key: XChaCha20-Poly1305. Where they belong is authenticated with them, so that
 * no part can be moved to another place or recording. Pure.
 */
#ifndef QA_PART_SEAL_H
#define QA_PART_SEAL_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/status.h"

enum { PART_KEY = 32, PART_SEAL = 40 /* bytes that sealing adds */ };

struct octets {
    const uint8_t *data;
    size_t size;
};

/* Nonce, text, tag; the arena's. */
struct octets part_seal(const uint8_t key[PART_KEY], const char *place, struct octets plain, struct arena *arena);

/* DATA_LOSS if it is not what was sealed for `place`. The arena's. */
enum status part_unseal(const uint8_t key[PART_KEY], const char *place, struct octets sealed, struct arena *arena,
                        struct octets *ret_plain, struct error *error) MUST_CHECK;

#endif
