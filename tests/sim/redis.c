/* SPDX-License-Identifier: Apache-2.0 */
#include "redis.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kernel.h"
#include "network.h"
#include "queue/connection.h"

enum { PATIENCE_US = 250000, PAUSE_US = 100000, PENDING = 256, PAIRS = 3 };

struct entry {
    uint64_t pos;
    char *words[2 * PAIRS];
    size_t sizes[2 * PAIRS];
    int n;
};

struct stream {
    struct stream *next;
    char *key;
    bool there;
    struct entry *entries;
    size_t n, room;
    uint64_t top;
};

struct lease {
    struct lease *next;
    char *key, *holder;
    int64_t until_us;
};

struct command {
    int n;
    size_t *sizes;
    char **words;
};

struct queue {
    char bell[BELL_TEXT], deployment[65];
    struct command *pending[PENDING], *queued[PENDING];
    size_t first, n, n_queued;
    bool up, multi;
    unsigned outage;    /* of Redis, when it connected */
    int64_t not_before_us, wait_us;
};

static struct {
    struct stream *streams;
    struct lease *leases;
    unsigned outages;
    int64_t back_us;
} redis;

/* ---- what happens to it ---- */

static void ring(void)
{
    for (struct sim_process *process = sim_processes(); process; process = process->next)
        sim_wake(process, &redis, true);
}

void redis_wipe(void)
{
    sim_trace("redis wiped");
    for (struct stream *stream = redis.streams; stream; stream = stream->next)
        stream->there = false, stream->n = 0, stream->top = 0;
    redis.leases = NULL;
}

void redis_set_back(void)
{
    sim_trace("redis set back");
    for (struct stream *stream = redis.streams; stream; stream = stream->next) {
        stream->n -= sim_random(stream->n + 1 < 20 ? stream->n + 1 : 20);
        stream->top = stream->n ? stream->entries[stream->n - 1].pos : 0;
        stream->there = stream->n > 0;
    }
}

void redis_away(int64_t for_us)
{
    sim_trace("redis away");
    redis.outages++;
    redis.back_us = sim_now_us() + for_us;
    ring();
}

/* ---- commands ---- */

static redisReply *reply_new(int type)
{
    redisReply *reply = calloc(1, sizeof *reply);
    reply->type = type;
    return reply;
}

static redisReply *text_new(int type, const char *bytes, size_t n)
{
    redisReply *reply = reply_new(type);
    reply->str = malloc(n + 1);
    memcpy(reply->str, bytes, n);
    reply->str[n] = '\0';
    reply->len = n;
    return reply;
}

static redisReply *array_new(size_t n)
{
    redisReply *reply = reply_new(REDIS_REPLY_ARRAY);
    reply->elements = n;
    reply->element = calloc(n + 1, sizeof *reply->element);
    return reply;
}

static struct stream *stream_of(const char *key)
{
    for (struct stream *stream = redis.streams; stream; stream = stream->next)
        if (strcmp(stream->key, key) == 0)
            return stream;
    struct stream *stream = need_alloc(sizeof *stream);
    stream->key = need_strdup(key);
    stream->next = redis.streams;
    return redis.streams = stream;
}

static redisReply *entry_reply(const struct entry *entry)
{
    char id[32];
    redisReply *reply = array_new(2), *fields = array_new((size_t)entry->n);
    int n = snprintf(id, sizeof id, "%llu-0", (unsigned long long)entry->pos);
    reply->element[0] = text_new(REDIS_REPLY_STRING, id, (size_t)n);
    reply->element[1] = fields;
    for (int i = 0; i < entry->n; i++)
        fields->element[i] = text_new(REDIS_REPLY_STRING, entry->words[i], entry->sizes[i]);
    return reply;
}

/* XADD key [NOMKSTREAM] MAXLEN [~] n id pairs… */
static redisReply *add(const struct command *command)
{
    static const char smaller[] = "ERR The ID specified in XADD is equal or smaller than the target stream top item";
    struct stream *stream = stream_of(command->words[1]);
    int at = 2;
    bool make = strcmp(command->words[at], "NOMKSTREAM") != 0;
    at += make ? 1 : 2;
    if (strcmp(command->words[at], "~") == 0)
        at++;
    const char *id = command->words[++at];
    if (!stream->there && !make)
        return reply_new(REDIS_REPLY_NIL);
    uint64_t pos = id[0] == '*' ? stream->top + 1 : strtoull(id, NULL, 10);
    if (stream->there && pos <= stream->top)
        return text_new(REDIS_REPLY_ERROR, smaller, sizeof smaller - 1);
    if (stream->n == stream->room) {
        stream->room = stream->room ? stream->room * 2 : 64;
        stream->entries = need_realloc(stream->entries, stream->room * sizeof *stream->entries);
    }
    struct entry *entry = &stream->entries[stream->n++];
    *entry = (struct entry){.pos = pos};
    for (at++; at < command->n && entry->n < 2 * PAIRS; at++, entry->n++) {
        entry->words[entry->n] = command->words[at];
        entry->sizes[entry->n] = command->sizes[at];
    }
    stream->there = true;
    stream->top = pos;
    ring();
    return text_new(REDIS_REPLY_STRING, id, strlen(id));
}

static redisReply *top(const struct command *command)
{
    const struct stream *stream = stream_of(command->words[1]);
    redisReply *reply = array_new(stream->n > 0);
    if (stream->n)
        reply->element[0] = entry_reply(&stream->entries[stream->n - 1]);
    return reply;
}

/* The two scripts of queue/lease.c, told apart by what they call. */
static redisReply *script(const struct command *command)
{
    const char *key = command->words[3], *holder = command->words[4];
    bool takes = strstr(command->words[1], "'SET'") != NULL;
    struct lease **at = &redis.leases, *lease;
    redisReply *reply = reply_new(REDIS_REPLY_INTEGER);
    while ((lease = *at) && strcmp(lease->key, key) != 0)
        at = &lease->next;
    if (lease && lease->until_us <= sim_now_us()) {
        *at = lease->next;
        lease = NULL;
    }
    if (lease && strcmp(lease->holder, holder) != 0)
        return reply;
    if (!takes) {
        if (lease)
            *at = lease->next;
        reply->integer = lease != NULL;
        return reply;
    }
    if (!lease) {
        lease = need_alloc(sizeof *lease);
        lease->key = need_strdup(key);
        lease->next = redis.leases;
        redis.leases = lease;
    }
    lease->holder = need_strdup(holder);
    lease->until_us = sim_now_us() + strtoll(command->words[5], NULL, 10) * 1000;
    reply->integer = 1;
    return reply;
}

static size_t above(const struct stream *stream, uint64_t pos, size_t most, redisReply **ret)
{
    size_t from = 0, n;
    while (from < stream->n && stream->entries[from].pos <= pos)
        from++;
    n = stream->n - from < most ? stream->n - from : most;
    if (!n)
        return 0;
    redisReply *pair = array_new(2);
    pair->element[0] = text_new(REDIS_REPLY_STRING, stream->key, strlen(stream->key));
    pair->element[1] = array_new(n);
    for (size_t i = 0; i < n; i++)
        pair->element[1]->element[i] = entry_reply(&stream->entries[from + i]);
    *ret = pair;
    return n;
}

/* XREAD COUNT n BLOCK ms STREAMS keys… ids… */
static redisReply *read_streams(struct queue *queue, const struct command *command)
{
    size_t n = (size_t)(command->n - 6) / 2;
    uint64_t from[64];
    int64_t until_us = sim_now_us() + strtoll(command->words[4], NULL, 10) * 1000;
    for (size_t i = 0; i < n; i++) {
        const char *id = command->words[6 + n + i];
        from[i] = id[0] == '$' ? stream_of(command->words[6 + i])->top : strtoull(id, NULL, 10);
    }
    for (;;) {
        redisReply *reply = array_new(n);
        reply->elements = 0;
        for (size_t i = 0; i < n; i++)
            if (above(stream_of(command->words[6 + i]), from[i], 128, &reply->element[reply->elements]))
                reply->elements++;
        if (reply->elements || queue->outage != redis.outages)
            return reply;
        freeReplyObject(reply);
        if (sim_now_us() >= until_us)
            return reply_new(REDIS_REPLY_NIL);
        sim_wait(&redis, until_us);
    }
}

static redisReply *execute(struct queue *queue, struct command *command)
{
    const char *word = command->words[0];
    if (strcmp(word, "MULTI") == 0) {
        queue->multi = true;
        queue->n_queued = 0;
    } else if (strcmp(word, "EXEC") == 0) {
        queue->multi = false;
        for (size_t i = 0; i < queue->n_queued; i++)
            freeReplyObject(execute(queue, queue->queued[i]));
    } else if (queue->multi) {
        queue->queued[queue->n_queued++] = command;
    } else if (strcmp(word, "DEL") == 0) {
        struct stream *stream = stream_of(command->words[1]);
        stream->there = false, stream->n = 0, stream->top = 0;
    } else if (strcmp(word, "XADD") == 0) {
        return add(command);
    } else if (strcmp(word, "XREVRANGE") == 0) {
        return top(command);
    } else if (strcmp(word, "EVAL") == 0) {
        return script(command);
    } else if (strcmp(word, "XREAD") == 0) {
        return read_streams(queue, command);
    } else {
        sim_violated("model", "Redis is asked for %s, which has no model", word);
    }
    return text_new(REDIS_REPLY_STATUS, "OK", 2);
}

/* ---- common/queue's connection ---- */

void queue_count(enum queue_figure figure, uint64_t n)
{
    (void)figure, (void)n;
}

struct queue_figures queue_figures(void)
{
    return (struct queue_figures){.calls = 0};
}

enum status queue_open(const struct queue_settings *settings, struct queue **ret, struct error *error)
{
    (void)error;
    *ret = NULL;
    if (!settings->url || !*settings->url)
        return STATUS_OK;
    *ret = need_alloc(sizeof **ret);
    snprintf((*ret)->bell, sizeof (*ret)->bell, "0-0");
    snprintf((*ret)->deployment, sizeof (*ret)->deployment, "%s", settings->deployment);
    return STATUS_OK;
}

void queue_close(struct queue *queue)
{
    (void)queue;
}

bool queue_is_up(const struct queue *queue)
{
    return queue && queue->up;
}

void queue_spoilt(struct queue *queue, const char *why)
{
    (void)why;
    queue->up = queue->multi = false;
    queue->n = 0;
    queue->not_before_us = sim_now_us() + PAUSE_US;
}

void queue_wait(struct queue *queue, int64_t ms)
{
    queue->wait_us = ms * 1000;
}

static struct command *copied(const struct words *words)
{
    struct command *command = need_alloc(sizeof *command);
    command->n = words->n;
    command->words = need_alloc((size_t)words->n * sizeof *command->words);
    command->sizes = need_alloc((size_t)words->n * sizeof *command->sizes);
    for (int i = 0; i < words->n; i++) {
        command->words[i] = need_alloc(words->size[i] + 1);
        memcpy(command->words[i], words->word[i], words->size[i]);
        command->sizes[i] = words->size[i];
    }
    return command;
}

bool queue_put(struct queue *queue, const struct words *words)
{
    if (!queue || sim_now_us() < queue->not_before_us)
        return false;
    if (sim_now_us() < redis.back_us || (queue->up && queue->outage != redis.outages)) {
        queue_spoilt(queue, "away");
        return false;
    }
    if (!queue->up) {
        queue->up = true;
        queue->outage = redis.outages;
        queue->n = queue->first = 0;
    }
    queue->pending[(queue->first + queue->n++) % PENDING] = copied(words);
    return true;
}

static int64_t latency_us(void)
{
    return network.faulty && sim_chance(40) ? sim_between(1000, 2 * PATIENCE_US) : sim_between(20, 150);
}

redisReply *queue_take(struct queue *queue)
{
    int64_t there_us = latency_us(), back_us = latency_us();
    if (!queue->n)
        return NULL;
    struct command *command = queue->pending[queue->first++ % PENDING];
    queue->n--;
    sim_sleep(there_us);
    if (queue->outage != redis.outages) {
        queue_spoilt(queue, "lost");
        return NULL;
    }
    redisReply *reply = execute(queue, command);
    sim_trace("redis %s", command->words[0]);
    if (back_us > 1000 || sim_chance(2000))
        sim_sleep(back_us);
    if (queue->outage == redis.outages && there_us + back_us < PATIENCE_US)
        return reply;
    freeReplyObject(reply);
    queue_spoilt(queue, "lost");
    return NULL;
}

const char *queue_deployment(const struct queue *queue)
{
    return queue->deployment;
}

char *queue_bell(struct queue *queue)
{
    return queue->bell;
}
