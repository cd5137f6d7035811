/* SPDX-License-Identifier: Apache-2.0 */
#include "recording.h"

#include <inttypes.h>
#include <sodium.h>
#include <string.h>

#include "base/text.h"
#include "schema/rule.h"

static const struct transition rows[] = {
    {"EXPECTED", "receive", "EXPECTED", "bytes of it come in"},
    {"EXPECTED", "store", "STORED", "all bytes are in and have the hash that was announced"},
    {"EXPECTED", "give up", "MISSING", "there is none, for a reason; or it was not in when it was due"},
    {"MISSING", "receive", "MISSING", "bytes of it come in after all"},
    {"MISSING", "store", "STORED", "it has turned up"},
    {"STORED", "hold", "HELD", "somebody wants it kept whatever its policy says"},
    {"STORED", "delete", "DELETED", "its retention is over: key and bytes are destroyed"},
    {"HELD", "hold", "HELD", "a further hold"},
    {"HELD", "lift", "HELD", "one of several holds is lifted"},
    {"HELD", "release", "STORED", "the last hold is lifted"},
};

const struct lifecycle recording_lifecycle = {"recording", "EXPECTED", rows, sizeof rows / sizeof *rows};

enum status recording_move(Recording *recording, const char *verb, struct error *error)
{
    int to;
    TRY(state_step(&recording_lifecycle, &recording__state__descriptor, (int)recording->state, verb, &to, error));
    recording->state = (Recording__State)to;
    return STATUS_OK;
}

/* The state: a mark of its layout, then libsodium's struct. */
struct kept {
    uint32_t mark, size;
    crypto_hash_sha256_state hash;
};
_Static_assert(sizeof(struct kept) <= RECORDING_HASH_STATE, "room for the state of a hash");
enum { MARK = 0x51413031 };

static bool read_state(const uint8_t state[RECORDING_HASH_STATE], struct kept *ret_kept)
{
    memcpy(ret_kept, state, sizeof *ret_kept);
    return ret_kept->mark == MARK && ret_kept->size == sizeof ret_kept->hash;
}

static void write_state(const struct kept *kept, uint8_t ret_state[RECORDING_HASH_STATE])
{
    memset(ret_state, 0, RECORDING_HASH_STATE);
    memcpy(ret_state, kept, sizeof *kept);
}

void recording_hash_begin(uint8_t ret_state[RECORDING_HASH_STATE])
{
    struct kept kept = {.mark = MARK, .size = sizeof kept.hash};
    crypto_hash_sha256_init(&kept.hash);
    write_state(&kept, ret_state);
}

bool recording_hash_add(uint8_t state[RECORDING_HASH_STATE], const void *bytes, size_t n)
{
    struct kept kept;
    if (!read_state(state, &kept))
        return false;
    crypto_hash_sha256_update(&kept.hash, bytes, n);
    write_state(&kept, state);
    return true;
}

const char *recording_hash_end(const uint8_t state[RECORDING_HASH_STATE], struct arena *arena)
{
    struct kept kept;
    uint8_t hash[crypto_hash_sha256_BYTES];
    if (!read_state(state, &kept))
        return NULL;
    crypto_hash_sha256_final(&kept.hash, hash);
    return hex_encode(arena, hash, sizeof hash);
}

enum status recording_accepts(const Recording *recording, uint64_t offset, size_t n, struct error *error)
{
    if (offset != recording->received)
        return rule_broken(error, STATUS_FAILED_PRECONDITION, "offset", "OFFSET",
                           "the next part begins at %" PRIu64 ", not at %" PRIu64, recording->received, offset);
    if (n > recording->size - recording->received)
        return rule_broken(error, STATUS_INVALID_ARGUMENT, "data", NULL,
                           "%zu bytes are more than the %" PRIu64 " that are left of what was announced", n,
                           recording->size - recording->received);
    return STATUS_OK;
}

const char *recording_tombstone(const Recording *recording, int64_t deleted_us, struct arena *arena)
{
    uint8_t hash[crypto_hash_sha256_BYTES];
    const char *text = arena_printf(arena, "%s|%s|%" PRIu64 "|%s|%u|%" PRId64, recording->call_id, recording->sha256,
                                    recording->size, recording->retention_line, recording->retention_version,
                                    deleted_us);
    crypto_hash_sha256(hash, (const uint8_t *)text, strlen(text));
    return hex_encode(arena, hash, sizeof hash);
}
