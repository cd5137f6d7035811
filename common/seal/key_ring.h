/* SPDX-License-Identifier: Apache-2.0
 * A ring of secret keys, each in a file of its own outside the database.
 */
#ifndef SEAL_KEY_RING_H
#define SEAL_KEY_RING_H

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

enum { RING_KEY = 32, RING_KEYS = 16 };

struct key_ring { /* immutable once opened, shared by all threads */
    size_t n; /* the last one is used for what is made now, all of them for what was made */
    uint8_t key[RING_KEYS][RING_KEY];
};

/* Reads <dir>/<name>.1, .2, …, 32 bytes in hex each; makes the first (0600) where there is none. FAILED_PRECONDITION
 * for a file that is malformed or open to others. */
enum status key_ring_open(const char *dir, const char *name, struct key_ring *ret_ring, struct error *error) MUST_CHECK;

#endif
