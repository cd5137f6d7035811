/* SPDX-License-Identifier: Apache-2.0 */
#include "health.h"

#include <curl/curl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/clock.h"
#include "wire/client.h"

enum { ROUND_US = 100 * 1000, ASK_TIMEOUT_MS = 1000, ASK_AGAIN_MS = 1000, REASON_MAX = 160 };

struct finding {
    bool ready;
    char reason[REASON_MAX];
};

struct health {
    const struct stack *stack;
    struct client *client;
    CURL *curl;
    pthread_t thread;
    pthread_mutex_t mutex; /* of what the thread found, and of `ending` */
    struct finding gateway;
    bool ending;
    int64_t asked_ms; /* when the gateway last said that it is ready */
};

struct body {
    char *bytes;
    size_t n, room;
};

static size_t take(char *bytes, size_t size, size_t n, void *context)
{
    struct body *body = context;
    (void)size;
    size_t part = n < body->room - 1 - body->n ? n : body->room - 1 - body->n;
    memcpy(body->bytes + body->n, bytes, part);
    body->n += part;
    body->bytes[body->n] = '\0';
    return n;
}

static void ask_gateway(struct health *health, struct finding *ret)
{
    char url[64];
    struct body body = {ret->reason, 0, sizeof ret->reason};
    snprintf(url, sizeof url, "http://127.0.0.1:%d/readyz", (int)health->stack->port);
    curl_easy_setopt(health->curl, CURLOPT_URL, url);
    curl_easy_setopt(health->curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(health->curl, CURLOPT_PROXY, "");
    curl_easy_setopt(health->curl, CURLOPT_TIMEOUT_MS, (long)ASK_TIMEOUT_MS);
    curl_easy_setopt(health->curl, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(health->curl, CURLOPT_WRITEDATA, &body);
    CURLcode code = curl_easy_perform(health->curl);
    long http = 0;
    curl_easy_getinfo(health->curl, CURLINFO_RESPONSE_CODE, &http);
    ret->ready = code == CURLE_OK && http == 200;
    if (code != CURLE_OK)
        snprintf(ret->reason, sizeof ret->reason, "%s", curl_easy_strerror(code));
    else if (ret->ready)
        ret->reason[0] = '\0';
    for (char *p = ret->reason; *p; p++)
        *p = *p == '\n' || *p == '\r' ? ' ' : *p;
}

/* A gateway that was ready is left in peace for a second. */
static void look_at_gateway(struct health *health, struct finding *ret)
{
    ret->ready = health->asked_ms && clock_mono_ms() - health->asked_ms < ASK_AGAIN_MS;
    if (ret->ready)
        return;
    ask_gateway(health, ret);
    health->asked_ms = ret->ready ? clock_mono_ms() : 0;
}

static bool is_ending(struct health *health)
{
    pthread_mutex_lock(&health->mutex);
    bool ending = health->ending;
    pthread_mutex_unlock(&health->mutex);
    return ending;
}

static void *watch(void *context)
{
    struct health *health = context;
    while (!is_ending(health)) {
        struct finding finding = {0};
        look_at_gateway(health, &finding);
        pthread_mutex_lock(&health->mutex);
        health->gateway = finding;
        pthread_mutex_unlock(&health->mutex);
        usleep(ROUND_US);
    }
    return NULL;
}

enum status health_open(const struct stack *stack, struct health **ret, struct error *error)
{
    struct health *health = need_alloc(sizeof *health);
    health->stack = stack;
    pthread_mutex_init(&health->mutex, NULL);
    struct client_settings settings = {.context = wire_context(), .run_dir = stack->run_dir, .ping_ms = 250};
    enum status status = client_open(&settings, &health->client, error);
    if (status == STATUS_OK && !(health->curl = curl_easy_init()))
        status = fail_with(error, STATUS_INTERNAL, "libcurl does not start");
    if (status == STATUS_OK && pthread_create(&health->thread, NULL, watch, health))
        status = fail_with(error, STATUS_RESOURCE_EXHAUSTED, "no thread for the health checks");
    if (status != STATUS_OK) {
        if (health->curl)
            curl_easy_cleanup(health->curl);
        if (health->client)
            client_close(health->client);
        free(health);
        return status;
    }
    *ret = health;
    return STATUS_OK;
}

void health_close(struct health *health)
{
    if (!health)
        return;
    pthread_mutex_lock(&health->mutex);
    health->ending = true;
    pthread_mutex_unlock(&health->mutex);
    pthread_join(health->thread, NULL);
    curl_easy_cleanup(health->curl);
    client_close(health->client);
    wire_context_end();
    pthread_mutex_destroy(&health->mutex);
    free(health);
}

bool health_ready(struct health *health, const char *word, pid_t pid, char *ret_reason, size_t room)
{
    char instance[32];
    if (strcmp(word, "gateway") != 0) {
        snprintf(instance, sizeof instance, "%d.ipc", (int)pid);
        return client_instance_ready(health->client, word, instance, ret_reason, room);
    }
    pthread_mutex_lock(&health->mutex);
    bool ready = health->gateway.ready;
    snprintf(ret_reason, room, "%s", ready || *health->gateway.reason ? health->gateway.reason : "does not answer");
    pthread_mutex_unlock(&health->mutex);
    return ready;
}

bool health_ready_any(struct health *health, const char *word, char *ret_reason, size_t room)
{
    if (strcmp(word, "gateway") == 0)
        return health_ready(health, word, 0, ret_reason, room);
    return client_ready(health->client, word, ret_reason, room) > 0;
}
