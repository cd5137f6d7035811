/* SPDX-License-Identifier: Apache-2.0 */
#include "queue/queue.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "queue/address.h"
#include "queue/connection.h"

enum { PAUSE_FIRST_MS = 100, PAUSE_MOST_MS = 5000 };

struct queue {
    struct address address;
    char deployment[65];
    const char *purpose;
    int64_t patience_ms, wait_ms, timeout_ms; /* timeout_ms: as the socket has it now */
    redisContext *context;
    bool up, told;                   /* told: this outage was logged */
    int64_t not_before_ms, pause_ms;
    char bell[BELL_TEXT];
};

static atomic_uint_fast64_t figures[FIGURE_READ + 1];

void queue_count(enum queue_figure figure, uint64_t n)
{
    atomic_fetch_add_explicit(&figures[figure], n, memory_order_relaxed);
}

struct queue_figures queue_figures(void)
{
    return (struct queue_figures){.calls = figures[FIGURE_CALLS], .failures = figures[FIGURE_FAILURES],
                                  .outages = figures[FIGURE_OUTAGES], .added = figures[FIGURE_ADDED],
                                  .present = figures[FIGURE_PRESENT], .wiped = figures[FIGURE_WIPED],
                                  .read = figures[FIGURE_READ]};
}

static bool is_name(const char *text)
{
    static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-";
    size_t n = text ? strlen(text) : 0;
    return n > 0 && n <= 64 && strspn(text, allowed) == n;
}

enum status queue_open(const struct queue_settings *settings, struct queue **ret, struct error *error)
{
    *ret = NULL;
    if (!settings->url || !*settings->url)
        return STATUS_OK;
    struct queue *queue = need_alloc(sizeof *queue);
    enum status status = address_read(settings->url, &queue->address, error);
    if (status == STATUS_OK && !is_name(settings->deployment))
        status = fail_with(error, STATUS_INVALID_ARGUMENT, "DEPLOYMENT is 1 to 64 letters, digits, _ . or -");
    if (status != STATUS_OK) {
        free(queue);
        return status;
    }
    snprintf(queue->deployment, sizeof queue->deployment, "%s", settings->deployment);
    snprintf(queue->bell, sizeof queue->bell, "0-0");
    queue->purpose = settings->purpose;
    queue->patience_ms = settings->patience_ms ? settings->patience_ms : QUEUE_PATIENCE_MS;
    queue->pause_ms = PAUSE_FIRST_MS;
    *ret = queue;
    return STATUS_OK;
}

void queue_close(struct queue *queue)
{
    if (!queue)
        return;
    if (queue->context)
        redisFree(queue->context);
    free(queue);
}

bool queue_is_up(const struct queue *queue)
{
    return queue && queue->up;
}

void queue_spoilt(struct queue *queue, const char *why)
{
    char quoted[200];
    queue_count(FIGURE_FAILURES, 1);
    if (queue->up)
        queue_count(FIGURE_OUTAGES, 1);
    if (!queue->told)
        log_line(LOG_WARN, "msg=\"Redis is away, going on without it\" purpose=%s why=%s", queue->purpose,
                 log_quote(why, quoted, sizeof quoted));
    queue->told = true;
    queue->up = false;
    if (queue->context)
        redisFree(queue->context);
    queue->context = NULL;
    queue->not_before_ms = clock_mono_ms() + queue->pause_ms;
    queue->pause_ms = queue->pause_ms * 2 < PAUSE_MOST_MS ? queue->pause_ms * 2 : PAUSE_MOST_MS;
}

static struct timeval time_of(int64_t ms)
{
    return (struct timeval){.tv_sec = ms / 1000, .tv_usec = ms % 1000 * 1000};
}

void queue_wait(struct queue *queue, int64_t ms)
{
    queue->wait_ms = ms;
}

static void settle_timeout(struct queue *queue)
{
    int64_t timeout_ms = queue->patience_ms + queue->wait_ms;
    if (queue->timeout_ms == timeout_ms)
        return;
    redisSetTimeout(queue->context, time_of(timeout_ms));
    queue->timeout_ms = timeout_ms;
}

static bool answers(struct queue *queue, const struct words *words)
{
    redisReply *reply = redisCommandArgv(queue->context, words->n, (const char **)(uintptr_t)words->word, words->size);
    bool good = reply && reply->type != REDIS_REPLY_ERROR;
    if (!good)
        queue_spoilt(queue, reply ? reply->str : queue->context->errstr);
    if (reply)
        freeReplyObject(reply);
    return good;
}

static bool greet(struct queue *queue)
{
    struct words hello = {.n = 0};
    char db[16];
    if (queue->address.password[0]) {
        words_put(&hello, "AUTH");
        if (queue->address.user[0])
            words_put(&hello, queue->address.user);
        words_put(&hello, queue->address.password);
        if (!answers(queue, &hello))
            return false;
    }
    if (!queue->address.db)
        return true;
    hello.n = 0;
    snprintf(db, sizeof db, "%d", queue->address.db);
    words_put(&hello, "SELECT");
    words_put(&hello, db);
    return answers(queue, &hello);
}

static bool connect_again(struct queue *queue)
{
    if (queue->context)
        return true;
    if (clock_mono_ms() < queue->not_before_ms) {
        queue_count(FIGURE_FAILURES, 1);
        return false;
    }
    const struct address *address = &queue->address;
    struct timeval patience = time_of(queue->patience_ms);
    queue->context = address->path[0] ? redisConnectUnixWithTimeout(address->path, patience)
                                      : redisConnectWithTimeout(address->host, address->port, patience);
    if (!queue->context || queue->context->err) {
        queue_spoilt(queue, queue->context ? queue->context->errstr : "no memory");
        return false;
    }
    queue->timeout_ms = -1;
    settle_timeout(queue);
    return greet(queue);
}

bool queue_put(struct queue *queue, const struct words *words)
{
    if (!queue || !connect_again(queue))
        return false;
    settle_timeout(queue);
    if (redisAppendCommandArgv(queue->context, words->n, (const char **)(uintptr_t)words->word, words->size) == REDIS_OK)
        return true;
    queue_spoilt(queue, queue->context->errstr);
    return false;
}

redisReply *queue_take(struct queue *queue)
{
    void *reply = NULL;
    if (!queue->context)
        return NULL;
    if (redisGetReply(queue->context, &reply) != REDIS_OK || !reply) {
        queue_spoilt(queue, queue->context->errstr);
        return NULL;
    }
    queue_count(FIGURE_CALLS, 1);
    if (!queue->up && ((redisReply *)reply)->type != REDIS_REPLY_ERROR) {
        if (queue->told)
            log_line(LOG_INFO, "msg=\"Redis is back\" purpose=%s", queue->purpose);
        queue->up = true;
        queue->told = false;
        queue->pause_ms = PAUSE_FIRST_MS;
    }
    return reply;
}

const char *queue_deployment(const struct queue *queue)
{
    return queue->deployment;
}

char *queue_bell(struct queue *queue)
{
    return queue->bell;
}
