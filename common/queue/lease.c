/* SPDX-License-Identifier: Apache-2.0 */
#include "queue/lease.h"

#include <inttypes.h>

#include "queue/connection.h"

static const char take[] =
    "local now = redis.call('GET', KEYS[1])\n"
    "if now and now ~= ARGV[1] then return 0 end\n"
    "redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])\n"
    "return 1";
static const char drop[] =
    "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end\n"
    "return 0";

/* The script's number, -1 when Redis did not answer. */
static long long run(struct queue *queue, const char *script, const char *name, const char *holder, int64_t ttl_ms)
{
    if (!queue)
        return -1;
    struct arena *arena = arena_new();
    struct words words = {.n = 0};
    const char *const fixed[] = {"EVAL", script, "1", queue_key(queue, arena, "lease", name), holder,
                                 arena_printf(arena, "%" PRId64, ttl_ms)};
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        words_put(&words, fixed[i]);
    redisReply *reply = queue_ask(queue, &words);
    long long number = reply && reply->type == REDIS_REPLY_INTEGER ? reply->integer : -1;
    if (reply)
        freeReplyObject(reply);
    arena_free(arena);
    return number;
}

enum lease lease_take(struct queue *queue, const char *name, const char *holder, int64_t ttl_ms)
{
    long long number = run(queue, take, name, holder, ttl_ms);
    return number < 0 ? LEASE_UNKNOWN : number ? LEASE_OURS : LEASE_OTHERS;
}

void lease_drop(struct queue *queue, const char *name, const char *holder)
{
    run(queue, drop, name, holder, 1);
}
