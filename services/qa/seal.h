/* SPDX-License-Identifier: Apache-2.0
 * Sealing at rest: XChaCha20-Poly1305. A recording has a key of its own, which lies in the database wrapped by the
 * service's key, which lies in a file outside of it: without the row of the wrapped key nobody reads the recording any
 * more. Free words of evaluations are sealed by the service's key itself. What a value belongs to, its place, is
 * authenticated with it, so that no value can be moved.
 */
#ifndef QA_SEAL_H
#define QA_SEAL_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/status.h"

enum { SEAL_KEY = 32, SEAL_KEYS = 16 };

struct seal_keys { /* immutable once opened, shared by all threads */
    size_t n; /* the last one seals, all of them unseal */
    uint8_t key[SEAL_KEYS][SEAL_KEY];
};

struct octets {
    const uint8_t *data;
    size_t size;
};

/* Reads <dir>/qa.recording.1, .2, …, 32 bytes in hex each; makes the first (0600) where there is none.
 * FAILED_PRECONDITION for a file that is malformed or open to others. */
enum status seal_keys_open(const char *dir, struct seal_keys *ret_keys, struct error *error) MUST_CHECK;

/* Under one key: nonce, text, tag. The arena's. */
struct octets seal(const uint8_t key[SEAL_KEY], const char *place, struct octets plain, struct arena *arena);
/* DATA_LOSS if it is not what was sealed for `place`. The arena's; NUL-terminated beyond its size. */
enum status unseal(const uint8_t key[SEAL_KEY], const char *place, struct octets sealed, struct arena *arena,
                   struct octets *ret_plain, struct error *error) MUST_CHECK;

/* The same under the service's keys; the number of the key comes first. */
struct octets seal_by_service(const struct seal_keys *keys, const char *place, struct octets plain,
                              struct arena *arena);
enum status unseal_by_service(const struct seal_keys *keys, const char *place, struct octets sealed,
                              struct arena *arena, struct octets *ret_plain, struct error *error) MUST_CHECK;

#endif
