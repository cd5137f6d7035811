/* SPDX-License-Identifier: Apache-2.0 */
#include "sample.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

static const struct transition plan_rows[] = {
    {"ACTIVE", "pause", "PAUSED", "it does not draw by itself any more"},
    {"ACTIVE", "change", "ACTIVE", "it is written anew; draws made keep what they froze"},
    {"PAUSED", "resume", "ACTIVE", "it draws by itself again, from now on"},
    {"PAUSED", "change", "PAUSED", "it is written anew"},
};
static const struct transition draw_rows[] = {
    {"DRAWN", "complete", "COMPLETED", "the last of its evaluations is submitted"},
};

const struct lifecycle sampling_plan_lifecycle = {"sampling_plan", "ACTIVE", plan_rows,
                                                  sizeof plan_rows / sizeof *plan_rows};
const struct lifecycle sample_draw_lifecycle = {"sample_draw", "DRAWN", draw_rows,
                                                sizeof draw_rows / sizeof *draw_rows};

enum { RANK = crypto_generichash_BYTES };

struct ranked {
    struct member *member;
    uint8_t rank[RANK];
};

size_t share_of(const struct share *share, size_t n)
{
    size_t by_rate = (n * share->rate_basis_points + 9999) / 10000;
    size_t count = by_rate > share->min_per_agent ? by_rate : share->min_per_agent;
    return count < n ? count : n;
}

static int by_call(const void *a, const void *b)
{
    return strcmp(((const struct member *)a)->call_id, ((const struct member *)b)->call_id);
}

static int by_agent_and_rank(const void *a, const void *b)
{
    const struct ranked *one = a, *other = b;
    int order = strcmp(one->member->agent_id, other->member->agent_id);
    return order ? order : memcmp(one->rank, other->rank, RANK);
}

static struct ranked *rank_all(struct member *members, size_t n, const char *seed, struct arena *arena)
{
    uint8_t key[crypto_generichash_KEYBYTES];
    struct ranked *ranked = arena_alloc(arena, (n + 1) * sizeof *ranked);
    crypto_generichash(key, sizeof key, (const uint8_t *)seed, strlen(seed), NULL, 0);
    for (size_t i = 0; i < n; i++) {
        ranked[i].member = &members[i];
        crypto_generichash(ranked[i].rank, RANK, (const uint8_t *)members[i].call_id, strlen(members[i].call_id), key,
                           sizeof key);
    }
    qsort(ranked, n, sizeof *ranked, by_agent_and_rank);
    return ranked;
}

void sample_pick(struct member *members, size_t n, const struct share *share, const char *seed, struct arena *arena)
{
    qsort(members, n, sizeof *members, by_call);
    struct ranked *ranked = rank_all(members, n, seed, arena);
    for (size_t first = 0, end; first < n; first = end) {
        for (end = first + 1; end < n; end++)
            if (strcmp(ranked[end].member->agent_id, ranked[first].member->agent_id) != 0)
                break;
        size_t count = share_of(share, end - first);
        for (size_t i = first; i < end; i++)
            ranked[i].member->picked = i - first < count;
    }
}

static const char *finish(crypto_hash_sha256_state *hash, struct arena *arena)
{
    uint8_t bytes[crypto_hash_sha256_BYTES];
    crypto_hash_sha256_final(hash, bytes);
    return hex_encode(arena, bytes, sizeof bytes);
}

static void put(crypto_hash_sha256_state *hash, const char *text)
{
    crypto_hash_sha256_update(hash, (const uint8_t *)text, strlen(text));
}

const char *population_hash(const struct member *members, size_t n, struct arena *arena)
{
    crypto_hash_sha256_state hash;
    crypto_hash_sha256_init(&hash);
    for (size_t i = 0; i < n; i++) {
        put(&hash, members[i].call_id);
        put(&hash, " ");
        put(&hash, members[i].agent_id);
        put(&hash, "\n");
    }
    return finish(&hash, arena);
}

const char *picked_hash(const struct member *members, size_t n, struct arena *arena)
{
    crypto_hash_sha256_state hash;
    crypto_hash_sha256_init(&hash);
    for (size_t i = 0; i < n; i++) {
        if (!members[i].picked)
            continue;
        put(&hash, members[i].call_id);
        put(&hash, "\n");
    }
    return finish(&hash, arena);
}

const char *evaluator_next(const char *const *evaluators, size_t n, const char *agent_id, size_t *turn)
{
    for (size_t i = 0; i < n; i++) {
        const char *evaluator = evaluators[(*turn + i) % n];
        if (strcmp(evaluator, agent_id) == 0)
            continue;
        *turn = (*turn + i + 1) % n;
        return evaluator;
    }
    return NULL;
}
