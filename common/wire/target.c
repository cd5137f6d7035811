/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/target.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"

bool target_name_is_valid(const char *name)
{
    if (!name || name[0] < 'a' || name[0] > 'z')
        return false;
    size_t n = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_");
    return !name[n] && n < sizeof ((struct target *)0)->name;
}

struct target *target_new(const char *name)
{
    struct target *target = need_alloc(sizeof *target);
    snprintf(target->name, sizeof target->name, "%s", name);
    TAILQ_INIT(&target->waiting);
    target->instances = need_alloc(INSTANCES_MAX * sizeof *target->instances);
    budget_init(&target->budget, clock_mono_ms());
    pthread_mutex_init(&target->lock, NULL);
    target->listed_ms = INT64_MIN / 2;
    return target;
}

void target_free(struct target *target)
{
    pthread_mutex_destroy(&target->lock);
    free(target->instances);
    free(target);
}

static struct endpoint *find(struct target *target, const char *address)
{
    struct endpoint *endpoint = target->endpoints;
    while (endpoint && strcmp(endpoint->address, address))
        endpoint = endpoint->next;
    return endpoint;
}

static void drop_unlisted(struct target *target)
{
    for (struct endpoint **at = &target->endpoints; *at;) {
        struct endpoint *endpoint = *at;
        if (endpoint->listed || endpoint->state == ENDPOINT_UP) {
            at = &endpoint->next;
            continue;
        }
        *at = endpoint->next;
        endpoint_close(endpoint);
        endpoint_free(endpoint);
    }
}

void target_merge(struct target *target, const struct listed *list, uint32_t n, uint32_t window_start,
                  uint32_t window_max)
{
    for (struct endpoint *endpoint = target->endpoints; endpoint; endpoint = endpoint->next)
        endpoint->listed = false;
    for (uint32_t i = 0; i < n; i++) {
        struct endpoint *endpoint = find(target, list[i].address);
        if (!endpoint) {
            endpoint = endpoint_new(target, list[i].address, window_start, window_max);
            endpoint->next = target->endpoints;
            target->endpoints = endpoint;
        } else if (endpoint->stamp != list[i].stamp && endpoint->state != ENDPOINT_UP) {
            endpoint_close(endpoint);
            endpoint->retry_ms = endpoint->back_off_ms = 0;
        }
        /* An old process's stamp is kept while its connection lives: its end is followed by a prompt start. */
        if (endpoint->state != ENDPOINT_UP)
            endpoint->stamp = list[i].stamp;
        endpoint->listed = true;
    }
    drop_unlisted(target);
}

struct endpoint *target_choose(const struct target *target, uint64_t random)
{
    struct endpoint *open[64];
    uint32_t loads[64], n = 0;
    for (struct endpoint *endpoint = target->endpoints; endpoint && n < 64; endpoint = endpoint->next) {
        if (!endpoint_is_open(endpoint))
            continue;
        loads[n] = endpoint->window.taken;
        open[n++] = endpoint;
    }
    return n ? open[choose_less(loads, n, random)] : NULL;
}

static const char *instance_of(const struct endpoint *endpoint)
{
    const char *slash = strrchr(endpoint->address, '/');
    return slash ? slash + 1 : endpoint->address;
}

struct endpoint *target_instance(const struct target *target, const char *name)
{
    for (struct endpoint *endpoint = target->endpoints; endpoint; endpoint = endpoint->next)
        if (strcmp(instance_of(endpoint), name) == 0 && endpoint_is_open(endpoint))
            return endpoint;
    return NULL;
}

void target_wait(struct target *target, struct flight *flight, bool first)
{
    flight->state = FLIGHT_WAITING;
    target->n_waiting++;
    if (first)
        TAILQ_INSERT_HEAD(&target->waiting, flight, waiting);
    else
        TAILQ_INSERT_TAIL(&target->waiting, flight, waiting);
}

void target_unwait(struct target *target, struct flight *flight)
{
    target->n_waiting--;
    TAILQ_REMOVE(&target->waiting, flight, waiting);
}

static void publish(struct target *target, const struct endpoint *endpoint)
{
    struct instance *instance = &target->instances[target->n_instances++];
    snprintf(instance->name, sizeof instance->name, "%s", instance_of(endpoint));
    instance->ready = endpoint_is_ready(endpoint);
    memcpy(instance->reason, endpoint->not_ready, sizeof instance->reason);
    target->ready += instance->ready;
    if (instance->reason[0])
        memcpy(target->reason, instance->reason, sizeof target->reason);
}

void target_publish(struct target *target)
{
    pthread_mutex_lock(&target->lock);
    target->ready = target->n_instances = 0;
    target->reason[0] = '\0';
    for (const struct endpoint *endpoint = target->endpoints; endpoint; endpoint = endpoint->next)
        if (target->n_instances < INSTANCES_MAX)
            publish(target, endpoint);
    pthread_mutex_unlock(&target->lock);
}

unsigned target_ready(struct target *target, char *ret_reason, size_t room)
{
    pthread_mutex_lock(&target->lock);
    unsigned ready = target->ready;
    if (ret_reason)
        snprintf(ret_reason, room, "%s", target->reason);
    pthread_mutex_unlock(&target->lock);
    return ready;
}

unsigned target_instances(struct target *target, char (*ret_names)[CLIENT_INSTANCE], unsigned room)
{
    pthread_mutex_lock(&target->lock);
    unsigned n = target->n_instances < room ? target->n_instances : room;
    for (unsigned i = 0; i < n; i++)
        snprintf(ret_names[i], CLIENT_INSTANCE, "%s", target->instances[i].name);
    pthread_mutex_unlock(&target->lock);
    return n;
}

bool target_instance_ready(struct target *target, const char *name, char *ret_reason, size_t room)
{
    bool ready = false;
    pthread_mutex_lock(&target->lock);
    snprintf(ret_reason, room, "does not answer");
    for (unsigned i = 0; i < target->n_instances; i++)
        if (strcmp(target->instances[i].name, name) == 0) {
            ready = target->instances[i].ready;
            if (ready || target->instances[i].reason[0])
                snprintf(ret_reason, room, "%s", target->instances[i].reason);
        }
    pthread_mutex_unlock(&target->lock);
    return ready;
}

const char *target_excuse(const struct target *target)
{
    const char *excuse = target->endpoints ? "no instance answers" : "no instance is running";
    for (const struct endpoint *endpoint = target->endpoints; endpoint; endpoint = endpoint->next) {
        if (endpoint_is_ready(endpoint))
            return "every instance is busy";
        if (endpoint->not_ready[0])
            excuse = endpoint->not_ready;
    }
    return excuse;
}
