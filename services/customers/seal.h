/* SPDX-License-Identifier: Apache-2.0
 * Sealing at rest. Each customer (each capture without one) has a key of its own, wrapped by a master key that lives in
 * a file outside the database: destroying the row of the wrapped key erases all that it sealed.
 *
 * A sealed value is XChaCha20-Poly1305: a version byte, 24 bytes of nonce, the text and its tag. The subject's id and a
 * label ("name", "contact_point") are authenticated with it, so a value moved to another row or column does not unseal.
 * A blind index is keyed BLAKE2b of a normalised value: equal values are found, nobody without the key can try values.
 */
#ifndef SEAL_H
#define SEAL_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/status.h"

enum { SEAL_KEY = 32, SEAL_VERSIONS = 16 };

struct sealed {
    const uint8_t *data;
    size_t size;
};

struct seal_key {
    uint8_t bytes[SEAL_KEY];
};

/* All master keys that there are; immutable, shared by all threads. */
struct seal_master {
    size_t n;                          /* at least 1; the last is the present one */
    uint32_t versions[SEAL_VERSIONS];  /* rising */
    uint8_t wrap[SEAL_VERSIONS][SEAL_KEY], index[SEAL_VERSIONS][SEAL_KEY];
};

/* Reads <dir>/customers.master.<n>, 32 bytes in hex each, and makes version 1 (0600) where there is none.
 * FAILED_PRECONDITION if a file is malformed or open to others. */
enum status seal_master_open(const char *dir, struct seal_master *ret, struct error *error) MUST_CHECK;
/* From one key of version 1, for tests. */
void seal_master_of(const uint8_t key[SEAL_KEY], struct seal_master *ret);
uint32_t seal_master_version(const struct seal_master *master);

/* A fresh key for `subject` and its wrapped form under the present master; the arena's. */
struct sealed seal_key_new(const struct seal_master *master, const char *subject, struct arena *arena,
                           struct seal_key *ret_key);
/* DATA_LOSS if the master of that version is absent or the bytes were changed. */
enum status seal_key_unwrap(const struct seal_master *master, uint32_t version, struct sealed wrapped,
                            const char *subject, struct seal_key *ret_key, struct error *error) MUST_CHECK;

/* NULL text gives no bytes. The arena's. */
struct sealed seal(const struct seal_key *key, const char *subject, const char *label, const char *text,
                   struct arena *arena);
/* No bytes give NULL text. DATA_LOSS if the bytes are not what seal() made for subject and label. */
enum status unseal(const struct seal_key *key, const char *subject, const char *label, struct sealed sealed,
                   struct arena *arena, const char **ret_text, struct error *error) MUST_CHECK;

/* 32 hex digits for the nth master key; the arena's. */
const char *seal_index(const struct seal_master *master, size_t nth, const char *label, const char *normal,
                       struct arena *arena);
/* The same under the present master key. */
const char *seal_index_now(const struct seal_master *master, const char *label, const char *normal,
                           struct arena *arena);

#endif
