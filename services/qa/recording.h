/* SPDX-License-Identifier: Apache-2.0
 * The recording's lifecycle, its hash while it comes in, and the tombstone it leaves. Pure.
 */
#ifndef QA_RECORDING_H
#define QA_RECORDING_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/lifecycle.h"
#include "dealspine/qa.pb-c.h"

enum {
    RECORDING_PART_MAX = 512 * 1024, /* bytes of one part; base64 of it still fits a request */
    RECORDING_HASH_STATE = 112       /* bytes that an unfinished hash takes */
};

extern const struct lifecycle recording_lifecycle;

/* Moves `recording->state` by `verb`. FAILED_PRECONDITION, reason WRONG_STATE; the state is then untouched. */
enum status recording_move(Recording *recording, const char *verb, struct error *error) MUST_CHECK;

/* SHA-256 in steps. The state in between is bytes that may be kept and read again by the same build only: they hold up
 * to 63 bytes of what was hashed, so they are sealed where they lie. */
void recording_hash_begin(uint8_t ret_state[RECORDING_HASH_STATE]);
/* False for a state that is none. */
bool recording_hash_add(uint8_t state[RECORDING_HASH_STATE], const void *bytes, size_t n) MUST_CHECK;
/* 64 lower-case hex digits, the arena's; NULL for a state that is none. */
const char *recording_hash_end(const uint8_t state[RECORDING_HASH_STATE], struct arena *arena);

/* May a part of `n` bytes at `offset` be next? FAILED_PRECONDITION, reason OFFSET, naming where the next part begins;
 * INVALID_ARGUMENT for more bytes than were announced. */
enum status recording_accepts(const Recording *recording, uint64_t offset, size_t n, struct error *error) MUST_CHECK;

/* What is left to say of a deleted recording, as the .proto tells; the arena's. */
const char *recording_tombstone(const Recording *recording, int64_t deleted_us, struct arena *arena);

#endif
