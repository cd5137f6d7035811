/* SPDX-License-Identifier: Apache-2.0
 * An instance as text: "beat=N draining=0 version=V at=E at=E". The file has a line for each, service and id before it.
 */
#include "queue/registry.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/text.h"
#include "queue/connection.h"

enum { KNOWN_MAX = 1024, SERVICES = 32 };

struct known { /* an instance that was listed once */
    char service[32], id[65], version[33];
    char endpoints[REGISTRY_ENDPOINTS][128];
    uint64_t beat, forgotten_beat;
    int64_t beaten_ms; /* when the beat was seen to change */
    bool draining, forgotten;
};

struct registry {
    struct queue *queue;
    char *file;
    struct known *known;
    size_t n;
    struct { char service[32]; int64_t asked_ms; } asked[SERVICES];
    size_t n_asked;
    uint64_t beat;
    bool changed; /* since the file was written */
};

/* ---- text ---- */

static bool is_id(const char *text, size_t room)
{
    size_t n = strlen(text);
    return n > 0 && n < room && !strpbrk(text, " \n\r\t=");
}

static void set(struct known *known, const char *name, const char *value, size_t *n_endpoints)
{
    if (strcmp(name, "beat") == 0)
        known->beat = strtoull(value, NULL, 10);
    else if (strcmp(name, "draining") == 0)
        known->draining = *value == '1';
    else if (strcmp(name, "version") == 0)
        snprintf(known->version, sizeof known->version, "%s", value);
    else if (strcmp(name, "at") == 0 && *value && *n_endpoints < REGISTRY_ENDPOINTS &&
             strlen(value) < sizeof known->endpoints[0])
        snprintf(known->endpoints[(*n_endpoints)++], sizeof known->endpoints[0], "%s", value);
}

/* Reads "name=value name=value" over `text`; false if no endpoint is among them. */
static bool read_value(char *text, struct known *ret)
{
    size_t n_endpoints = 0;
    char *rest = NULL;
    for (char *word = strtok_r(text, " \n", &rest); word; word = strtok_r(NULL, " \n", &rest)) {
        char *equals = strchr(word, '=');
        if (!equals)
            continue;
        *equals = '\0';
        set(ret, word, equals + 1, &n_endpoints);
    }
    return n_endpoints > 0;
}

static const char *write_value(struct arena *arena, const struct instance *instance, uint64_t beat)
{
    struct text text;
    text_init(&text, arena);
    text_printf(&text, "beat=%" PRIu64 " draining=%d version=%s", beat, instance->draining,
                instance->version && is_id(instance->version, 33) ? instance->version : "-");
    for (size_t i = 0; i < REGISTRY_ENDPOINTS && instance->endpoints[i]; i++)
        text_printf(&text, " at=%s", instance->endpoints[i]);
    return text.bytes;
}

static struct instance instance_of(const struct known *known, struct arena *arena)
{
    struct instance instance = {.service = arena_strdup(arena, known->service), .id = arena_strdup(arena, known->id),
                                .version = arena_strdup(arena, known->version), .beat = known->beat,
                                .draining = known->draining};
    for (size_t i = 0; i < REGISTRY_ENDPOINTS && known->endpoints[i][0]; i++)
        instance.endpoints[i] = arena_strdup(arena, known->endpoints[i]);
    return instance;
}

/* ---- what is known ---- */

static struct known *find(struct registry *registry, const char *service, const char *id)
{
    for (size_t i = 0; i < registry->n; i++)
        if (strcmp(registry->known[i].service, service) == 0 && strcmp(registry->known[i].id, id) == 0)
            return &registry->known[i];
    return NULL;
}

/* Takes in what was read about an instance. */
static void learn(struct registry *registry, const struct known *read)
{
    struct known *known = find(registry, read->service, read->id);
    if (!known && registry->n == KNOWN_MAX)
        return;
    registry->changed = registry->changed || !known || known->draining != read->draining ||
                        memcmp(known->endpoints, read->endpoints, sizeof read->endpoints) != 0;
    if (!known) {
        known = &registry->known[registry->n++];
        *known = *read;
        known->beaten_ms = clock_mono_ms();
        return;
    }
    struct known was = *known;
    *known = *read;
    known->forgotten_beat = was.forgotten_beat;
    known->forgotten = was.forgotten && read->beat == was.forgotten_beat;
    known->beaten_ms = read->beat == was.beat ? was.beaten_ms : clock_mono_ms();
}

static void drop(struct registry *registry, struct known *known)
{
    *known = registry->known[--registry->n];
    registry->changed = true;
}

/* ---- the file ---- */

static void write_file(struct registry *registry)
{
    if (!registry->changed || !registry->file)
        return;
    struct arena *arena = arena_new();
    const char *fresh = arena_printf(arena, "%s.new", registry->file);
    FILE *file = fopen(fresh, "we");
    for (size_t i = 0; file && i < registry->n; i++) {
        const struct known *known = &registry->known[i];
        struct instance instance = instance_of(known, arena);
        if (!known->forgotten)
            fprintf(file, "%s %s %s\n", known->service, known->id, write_value(arena, &instance, known->beat));
    }
    bool written = file && fflush(file) == 0 && !ferror(file);
    if (file)
        fclose(file);
    registry->changed = !written || rename(fresh, registry->file) != 0;
    arena_free(arena);
}

static void read_line(struct registry *registry, char *line)
{
    struct known known = {.beat = 0};
    char *id = strchr(line, ' '), *value = id ? strchr(id + 1, ' ') : NULL;
    if (!value)
        return;
    *id++ = *value++ = '\0';
    if (!is_id(line, sizeof known.service) || !is_id(id, sizeof known.id) || !read_value(value, &known))
        return;
    snprintf(known.service, sizeof known.service, "%s", line);
    snprintf(known.id, sizeof known.id, "%s", id);
    learn(registry, &known);
}

static void read_file(struct registry *registry)
{
    FILE *file = registry->file ? fopen(registry->file, "re") : NULL;
    char line[1024];
    while (file && fgets(line, sizeof line, file))
        read_line(registry, line);
    if (file)
        fclose(file);
    registry->changed = false;
}

struct registry *registry_open(struct queue *queue, const char *file)
{
    struct registry *registry = need_alloc(sizeof *registry);
    registry->queue = queue;
    registry->file = file ? need_strdup(file) : NULL;
    registry->known = need_alloc(KNOWN_MAX * sizeof *registry->known);
    read_file(registry);
    return registry;
}

void registry_close(struct registry *registry)
{
    if (!registry)
        return;
    write_file(registry);
    queue_close(registry->queue);
    free(registry->known);
    free(registry->file);
    free(registry);
}

/* ---- Redis ---- */

static redisReply *ask(struct registry *registry, const char *verb, const char *service, const char *field,
                       const char *value)
{
    if (!registry->queue)
        return NULL;
    struct arena *arena = arena_new();
    struct words words = {.n = 0};
    words_put(&words, verb);
    words_put(&words, queue_key(registry->queue, arena, "reg", service));
    if (field)
        words_put(&words, field);
    if (value)
        words_put(&words, value);
    redisReply *reply = queue_ask(registry->queue, &words);
    arena_free(arena);
    return reply;
}

bool registry_beat(struct registry *registry, const struct instance *instance)
{
    uint64_t now = (uint64_t)clock_now_us() / 1000;
    registry->beat = now > registry->beat ? now : registry->beat + 1;
    struct arena *arena = arena_new();
    redisReply *reply = ask(registry, "HSET", instance->service, instance->id,
                            write_value(arena, instance, registry->beat));
    bool good = reply != NULL;
    if (reply)
        freeReplyObject(reply);
    arena_free(arena);
    return good;
}

static void sweep(struct registry *registry, const char *service, const char *id)
{
    redisReply *reply = ask(registry, "HDEL", service, id, NULL);
    if (reply)
        freeReplyObject(reply);
}

void registry_leave(struct registry *registry, const char *service, const char *id)
{
    struct known *known = find(registry, service, id);
    if (known)
        drop(registry, known);
    sweep(registry, service, id);
    write_file(registry);
}

static void learn_reply(struct registry *registry, const char *service, const redisReply *reply)
{
    for (size_t i = 0; i + 1 < reply->elements; i += 2) {
        struct known known = {.beat = 0};
        char *id = reply->element[i]->str, *value = reply->element[i + 1]->str;
        if (!id || !value || !is_id(id, sizeof known.id) || !read_value(value, &known))
            continue;
        snprintf(known.service, sizeof known.service, "%s", service);
        snprintf(known.id, sizeof known.id, "%s", id);
        learn(registry, &known);
    }
}

/* Those that have not beaten for long go from Redis; from our list only when they were forgotten, too. */
static void sweep_stale(struct registry *registry, const char *service)
{
    for (size_t i = 0; i < registry->n; i++) {
        struct known *known = &registry->known[i];
        if (strcmp(known->service, service) != 0 || clock_mono_ms() - known->beaten_ms < REGISTRY_STALE_MS)
            continue;
        sweep(registry, service, known->id);
        known->beaten_ms = clock_mono_ms();
        if (known->forgotten) {
            drop(registry, known);
            i--;
        }
    }
}

static bool is_due(struct registry *registry, const char *service, int64_t fresh_ms)
{
    size_t i = 0;
    while (i < registry->n_asked && strcmp(registry->asked[i].service, service) != 0)
        i++;
    if (i == SERVICES)
        return true;
    if (i == registry->n_asked)
        snprintf(registry->asked[registry->n_asked++].service, sizeof registry->asked[0].service, "%s", service);
    else if (clock_mono_ms() - registry->asked[i].asked_ms < fresh_ms)
        return false;
    registry->asked[i].asked_ms = clock_mono_ms();
    return true;
}

size_t registry_list(struct registry *registry, const char *service, int64_t fresh_ms, struct arena *arena,
                     struct instance **ret_instances, bool *ret_answered)
{
    bool answered = queue_is_up(registry->queue);
    if (is_due(registry, service, fresh_ms)) {
        redisReply *reply = ask(registry, "HGETALL", service, NULL, NULL);
        answered = reply && reply->type == REDIS_REPLY_ARRAY;
        if (answered) {
            learn_reply(registry, service, reply);
            sweep_stale(registry, service);
        }
        if (reply)
            freeReplyObject(reply);
        write_file(registry);
    }
    size_t n = 0;
    *ret_instances = arena_alloc(arena, (registry->n + 1) * sizeof **ret_instances);
    for (size_t i = 0; i < registry->n; i++)
        if (strcmp(registry->known[i].service, service) == 0 && !registry->known[i].forgotten)
            (*ret_instances)[n++] = instance_of(&registry->known[i], arena);
    if (ret_answered)
        *ret_answered = answered;
    return n;
}

void registry_forget(struct registry *registry, const char *service, const char *id)
{
    struct known *known = find(registry, service, id);
    if (!known)
        return;
    known->forgotten = true;
    known->forgotten_beat = known->beat;
    registry->changed = true;
    write_file(registry);
}
