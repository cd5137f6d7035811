/* SPDX-License-Identifier: Apache-2.0 */
#include "queue/presence.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "queue/registry.h"

enum { BEAT_MS = 1000, FRESH_MS = 400 };

struct presence {
    struct registry *registry;
    pthread_mutex_t lock;
    char service[33], id[65], endpoint[256]; /* under the lock, as the next one; "" until announced */
    bool draining;
    bool told_drain;
    int64_t beaten_ms;
};

enum status presence_open(const struct queue_settings *settings, const char *file, struct presence **ret,
                          struct error *error)
{
    struct queue *queue;
    *ret = NULL;
    TRY(queue_open(settings, &queue, error));
    if (!queue)
        return STATUS_OK;
    struct presence *presence = need_alloc(sizeof *presence);
    pthread_mutex_init(&presence->lock, NULL);
    presence->registry = registry_open(queue, file);
    *ret = presence;
    return STATUS_OK;
}

void presence_close(struct presence *presence)
{
    if (!presence)
        return;
    if (presence->endpoint[0])
        registry_leave(presence->registry, presence->service, presence->id);
    registry_close(presence->registry);
    pthread_mutex_destroy(&presence->lock);
    free(presence);
}

void presence_announce(struct presence *presence, const char *service, const char *id, const char *endpoint)
{
    pthread_mutex_lock(&presence->lock);
    snprintf(presence->service, sizeof presence->service, "%s", service);
    snprintf(presence->id, sizeof presence->id, "%s", id);
    snprintf(presence->endpoint, sizeof presence->endpoint, "%s", endpoint);
    pthread_mutex_unlock(&presence->lock);
}

void presence_drain(struct presence *presence)
{
    if (!presence)
        return;
    pthread_mutex_lock(&presence->lock);
    presence->draining = true;
    pthread_mutex_unlock(&presence->lock);
}

void presence_round(void *context)
{
    struct presence *presence = context;
    pthread_mutex_lock(&presence->lock);
    struct instance self = {.service = presence->service, .id = presence->id, .endpoints = {presence->endpoint},
                            .draining = presence->draining};
    pthread_mutex_unlock(&presence->lock); /* announced once, and the texts stay */
    int64_t now_ms = clock_mono_ms();
    bool due = !presence->beaten_ms || now_ms - presence->beaten_ms >= BEAT_MS || self.draining != presence->told_drain;
    if (!self.endpoints[0][0] || !due)
        return;
    presence->beaten_ms = now_ms;
    presence->told_drain = registry_beat(presence->registry, &self) && self.draining;
}

void presence_list(void *context, const char *service, void (*add)(void *sink, const char *address, const char *id),
                   void *sink)
{
    struct presence *presence = context;
    struct arena *arena = arena_new();
    struct instance *instances;
    size_t n = registry_list(presence->registry, service, FRESH_MS, arena, &instances, NULL);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < REGISTRY_ENDPOINTS && instances[i].endpoints[k] && !instances[i].draining; k++)
            add(sink, instances[i].endpoints[k], instances[i].id);
    arena_free(arena);
}

/* Only while Redis is there: it could not tell us that the instance has come back. */
void presence_silent(void *context, const char *service, const char *address)
{
    struct presence *presence = context;
    struct arena *arena = arena_new();
    struct instance *instances;
    bool answered;
    size_t n = registry_list(presence->registry, service, 0, arena, &instances, &answered);
    for (size_t i = 0; i < n && answered; i++)
        for (size_t k = 0; k < REGISTRY_ENDPOINTS && instances[i].endpoints[k]; k++)
            if (strcmp(instances[i].endpoints[k], address) == 0)
                registry_forget(presence->registry, service, instances[i].id);
    arena_free(arena);
}
