/* SPDX-License-Identifier: Apache-2.0
 * GCRA keeps one time for each subject: when its allowance would be full again.
 */
#include "queue/limit.h"

#include <inttypes.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/id.h"
#include "queue/connection.h"

enum { SLOTS = 4096, PROBES = 16 };

struct slot { /* of our own counting */
    uint64_t hash;
    int64_t full_us;
};

struct limit {
    pthread_mutex_t lock;
    struct queue *queue;
    struct slot slots[SLOTS];
};

/* Redis' clock only. Answers 0, or the milliseconds after which one more may happen. */
static const char script[] =
    "local most, per = tonumber(ARGV[1]), tonumber(ARGV[2]) * 1000\n"
    "local time = redis.call('TIME')\n"
    "local now = tonumber(time[1]) * 1000000 + tonumber(time[2])\n"
    "local full = math.max(tonumber(redis.call('GET', KEYS[1]) or 0), now)\n"
    "local after = full + per / most\n"
    "if after - per > now then return math.ceil((after - per - now) / 1000) end\n"
    "redis.call('SET', KEYS[1], string.format('%.0f', after), 'PX', math.ceil((after - now) / 1000))\n"
    "return 0";

struct limit *limit_open(struct queue *queue)
{
    struct limit *limit = need_alloc(sizeof *limit);
    pthread_mutex_init(&limit->lock, NULL);
    limit->queue = queue;
    return limit;
}

void limit_close(struct limit *limit)
{
    if (!limit)
        return;
    queue_close(limit->queue);
    pthread_mutex_destroy(&limit->lock);
    free(limit);
}

static bool ask_redis(struct limit *limit, const struct limit_rule *rule, const char *subject, int64_t *ret_wait_ms)
{
    if (!limit->queue)
        return false;
    struct arena *arena = arena_new();
    struct words words = {.n = 0};
    const char *const fixed[] = {"EVAL", script, "1",
                                 queue_key(limit->queue, arena, "limit", arena_printf(arena, "%s:%.96s", rule->name, subject)),
                                 arena_printf(arena, "%" PRId64, rule->most), arena_printf(arena, "%" PRId64, rule->per_ms)};
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        words_put(&words, fixed[i]);
    redisReply *reply = queue_ask(limit->queue, &words);
    bool good = reply && reply->type == REDIS_REPLY_INTEGER;
    if (good)
        *ret_wait_ms = reply->integer;
    if (reply)
        freeReplyObject(reply);
    arena_free(arena);
    return good;
}

/* The subject's slot, or the one that is full again soonest. */
static struct slot *slot_of(struct limit *limit, uint64_t hash)
{
    struct slot *oldest = &limit->slots[hash % SLOTS];
    for (size_t i = 0; i < PROBES; i++) {
        struct slot *slot = &limit->slots[(hash + i) % SLOTS];
        if (slot->hash == hash)
            return slot;
        if (slot->full_us < oldest->full_us)
            oldest = slot;
    }
    *oldest = (struct slot){.hash = hash};
    return oldest;
}

static int64_t count_here(struct limit *limit, const struct limit_rule *rule, const char *subject)
{
    uint64_t hash = hash_bytes(subject, strnlen(subject, 96)) ^ hash_bytes(rule->name, strlen(rule->name)) * 31;
    struct slot *slot = slot_of(limit, hash ? hash : 1);
    int64_t now_us = clock_mono_us(), per_us = rule->per_ms * 1000;
    int64_t after_us = (slot->full_us > now_us ? slot->full_us : now_us) + per_us / rule->most;
    if (after_us - per_us > now_us)
        return (after_us - per_us - now_us + 999) / 1000;
    slot->full_us = after_us;
    return 0;
}

bool limit_take(struct limit *limit, const struct limit_rule *rule, const char *subject, int64_t *ret_retry_ms)
{
    int64_t wait_ms = 0;
    pthread_mutex_lock(&limit->lock);
    if (!ask_redis(limit, rule, subject, &wait_ms))
        wait_ms = count_here(limit, rule, subject);
    pthread_mutex_unlock(&limit->lock);
    if (ret_retry_ms)
        *ret_retry_ms = wait_ms;
    return wait_ms <= 0;
}
