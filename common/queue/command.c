/* SPDX-License-Identifier: Apache-2.0
 * What of connection.h stands on the connection and knows nothing of its wire: words, keys, one command and its reply.
 */
#include <string.h>

#include "queue/connection.h"

void words_put(struct words *words, const char *text)
{
    words_put_bytes(words, text, strlen(text));
}

void words_put_bytes(struct words *words, const void *bytes, size_t n)
{
    words->word[words->n] = n ? bytes : "";
    words->size[words->n++] = n;
}

redisReply *queue_ask(struct queue *queue, const struct words *words)
{
    redisReply *reply = queue_put(queue, words) ? queue_take(queue) : NULL;
    if (!reply || reply->type != REDIS_REPLY_ERROR)
        return reply;
    queue_spoilt(queue, reply->str);
    freeReplyObject(reply);
    return NULL;
}

const char *queue_key(const struct queue *queue, struct arena *arena, const char *kind, const char *name)
{
    return arena_printf(arena, "%s:%s:%s", queue_deployment(queue), kind, name);
}
