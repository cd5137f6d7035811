/* SPDX-License-Identifier: Apache-2.0 */
#include "queue/bell.h"

#include "queue/connection.h"

void bell_ring(struct queue *queue, const char *name)
{
    if (!queue)
        return;
    struct arena *arena = arena_new();
    struct words words = {.n = 0};
    const char *const fixed[] = {"XADD", queue_key(queue, arena, "bell", name), "MAXLEN", "1", "*", "ring", "1"};
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        words_put(&words, fixed[i]);
    redisReply *reply = queue_ask(queue, &words);
    if (reply)
        freeReplyObject(reply);
    arena_free(arena);
}
