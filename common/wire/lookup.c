/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/lookup.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/log.h"

enum { ROUND_MS = 500, FOUND_MAX = 64, SILENT_MAX = 32, WORDS_MAX = 64 };

struct wanted { /* a service that was asked for; under the lock but for its name */
    struct wanted *next;
    char name[33];
    struct arena *arena; /* of the list */
    struct found *list;
    size_t n;
};

struct silent {
    char service[33], address[128];
};

struct lookup {
    const char *words[WORDS_MAX];
    size_t n_words;
    struct resolver_source source;
    struct arena *arena; /* of the words */
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    bool closed, asked;
    struct wanted *wanted;
    struct silent silent[SILENT_MAX];
    size_t n_silent;
};

struct sink { /* one list in the making */
    struct arena *arena;
    struct found *list;
    size_t n;
};

static void add(void *context, const char *address, const char *id)
{
    struct sink *sink = context;
    if (sink->n < FOUND_MAX)
        sink->list[sink->n++] = (struct found){arena_strdup(sink->arena, address), arena_strdup(sink->arena, id)};
}

/* "dns:{}:7400": the port stands behind the last colon. */
static void ask_names(const char *pattern, const char *service, struct sink *sink)
{
    char host[256];
    const char *colon = strrchr(pattern, ':'), *hole = strstr(pattern, "{}");
    if (hole && hole < colon)
        snprintf(host, sizeof host, "%.*s%s%.*s", (int)(hole - pattern), pattern, service, (int)(colon - hole - 2), hole + 2);
    else
        snprintf(host, sizeof host, "%.*s", (int)(colon - pattern), pattern);
    struct addrinfo hints = {.ai_family = AF_INET, .ai_socktype = SOCK_STREAM}, *all = NULL;
    if (getaddrinfo(host, NULL, &hints, &all))
        return;
    for (struct addrinfo *one = all; one; one = one->ai_next) {
        char text[INET_ADDRSTRLEN];
        inet_ntop(AF_INET, &((struct sockaddr_in *)one->ai_addr)->sin_addr, text, sizeof text);
        const char *address = arena_printf(sink->arena, "tcp://%s:%s", text, colon + 1);
        add(sink, address, address);
    }
    freeaddrinfo(all);
}

static void ask(const struct lookup *lookup, const char *word, const char *service, struct sink *sink)
{
    size_t n = strlen(service);
    if (strcmp(word, "registry") == 0)
        lookup->source.list(lookup->source.context, service, add, sink);
    else if (strncmp(word, "dns:", 4) == 0)
        ask_names(word + 4, service, sink);
    else if (strncmp(word + 7, service, n) == 0 && word[7 + n] == '=')
        add(sink, word + 8 + n, word + 8 + n);
}

static void refresh(struct lookup *lookup, struct wanted *wanted)
{
    struct sink sink = {.arena = arena_new()};
    sink.list = arena_alloc(sink.arena, FOUND_MAX * sizeof *sink.list);
    for (size_t i = 0; i < lookup->n_words; i++)
        ask(lookup, lookup->words[i], wanted->name, &sink);
    pthread_mutex_lock(&lookup->lock);
    struct arena *old = wanted->arena;
    wanted->arena = sink.arena;
    wanted->list = sink.list;
    wanted->n = sink.n;
    pthread_mutex_unlock(&lookup->lock);
    arena_free(old);
}

static void tell_silent(struct lookup *lookup)
{
    struct silent silent[SILENT_MAX];
    pthread_mutex_lock(&lookup->lock);
    size_t n = lookup->n_silent;
    memcpy(silent, lookup->silent, n * sizeof *silent);
    lookup->n_silent = 0;
    pthread_mutex_unlock(&lookup->lock);
    for (size_t i = 0; i < n && lookup->source.silent; i++)
        lookup->source.silent(lookup->source.context, silent[i].service, silent[i].address);
}

/* True when it is over; sets the head of the list as it is now. */
static bool pause_a_round(struct lookup *lookup, struct wanted **ret_wanted)
{
    struct timespec until;
    pthread_mutex_lock(&lookup->lock);
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_nsec += ROUND_MS * 1000000L;
    until.tv_sec += until.tv_nsec / 1000000000;
    until.tv_nsec %= 1000000000;
    while (!lookup->closed && !lookup->asked)
        if (pthread_cond_timedwait(&lookup->changed, &lookup->lock, &until))
            break;
    lookup->asked = false;
    *ret_wanted = lookup->wanted;
    bool closed = lookup->closed;
    pthread_mutex_unlock(&lookup->lock);
    return closed;
}

static void *look(void *context)
{
    struct lookup *lookup = context;
    struct wanted *wanted;
    while (!pause_a_round(lookup, &wanted)) {
        tell_silent(lookup);
        if (lookup->source.round)
            lookup->source.round(lookup->source.context);
        for (; wanted; wanted = wanted->next)
            refresh(lookup, wanted);
    }
    return NULL;
}

static enum status take_word(struct lookup *lookup, const char *word, struct error *error)
{
    const char *equals = strchr(word, '=');
    bool known = (strncmp(word, "dns:", 4) == 0 && strchr(word + 4, ':')) ||
                 (strncmp(word, "static:", 7) == 0 && equals && strncmp(equals + 1, "tcp://", 6) == 0);
    if (strcmp(word, "registry") == 0 && !lookup->source.list)
        return fail_with(error, STATUS_INVALID_ARGUMENT, "RESOLVE: there is no registry without a Redis");
    if (!known && strcmp(word, "registry") != 0)
        return fail_with(error, STATUS_INVALID_ARGUMENT,
                         "RESOLVE: \"%s\" is neither registry nor dns:HOST:PORT nor static:SERVICE=tcp://HOST:PORT", word);
    if (lookup->n_words == WORDS_MAX)
        return fail_with(error, STATUS_INVALID_ARGUMENT, "RESOLVE: more than %d words", WORDS_MAX);
    lookup->words[lookup->n_words++] = word;
    return STATUS_OK;
}

static enum status read_words(struct lookup *lookup, const char *words, struct error *error)
{
    char *rest = NULL, *copy = arena_strdup(lookup->arena, words);
    for (char *word = strtok_r(copy, " ", &rest); word; word = strtok_r(NULL, " ", &rest))
        TRY(take_word(lookup, word, error));
    return STATUS_OK;
}

static void lookup_free(struct lookup *lookup)
{
    for (struct wanted *wanted = lookup->wanted, *next; wanted; wanted = next) {
        next = wanted->next;
        arena_free(wanted->arena);
        free(wanted);
    }
    pthread_cond_destroy(&lookup->changed);
    pthread_mutex_destroy(&lookup->lock);
    arena_free(lookup->arena);
    free(lookup);
}

static bool start(struct lookup *lookup)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    bool started = !pthread_create(&lookup->thread, NULL, look, lookup);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return started;
}

enum status lookup_open(const char *words, const struct resolver_source *source, struct lookup **ret,
                        struct error *error)
{
    *ret = NULL;
    if (!words || !words[strspn(words, " ")])
        return STATUS_OK;
    struct lookup *lookup = need_alloc(sizeof *lookup);
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_mutex_init(&lookup->lock, NULL);
    pthread_cond_init(&lookup->changed, &monotonic);
    pthread_condattr_destroy(&monotonic);
    lookup->arena = arena_new();
    if (source)
        lookup->source = *source;
    enum status status = read_words(lookup, words, error);
    if (status == STATUS_OK && !start(lookup))
        status = fail_with(error, STATUS_INTERNAL, "no thread to look for other services");
    if (status == STATUS_OK)
        *ret = lookup;
    else
        lookup_free(lookup);
    return status;
}

void lookup_close(struct lookup *lookup)
{
    if (!lookup)
        return;
    pthread_mutex_lock(&lookup->lock);
    lookup->closed = true;
    pthread_cond_signal(&lookup->changed);
    pthread_mutex_unlock(&lookup->lock);
    pthread_join(lookup->thread, NULL);
    lookup_free(lookup);
}

static struct wanted *find(struct lookup *lookup, const char *service)
{
    struct wanted *wanted = lookup->wanted;
    while (wanted && strcmp(wanted->name, service) != 0)
        wanted = wanted->next;
    if (wanted)
        return wanted;
    wanted = need_alloc(sizeof *wanted);
    snprintf(wanted->name, sizeof wanted->name, "%s", service);
    wanted->arena = arena_new();
    wanted->next = lookup->wanted;
    lookup->wanted = wanted;
    lookup->asked = true;
    pthread_cond_signal(&lookup->changed);
    return wanted;
}

size_t lookup_list(struct lookup *lookup, const char *service, struct arena *arena, struct found **ret_list)
{
    pthread_mutex_lock(&lookup->lock);
    const struct wanted *wanted = find(lookup, service);
    size_t n = wanted->n;
    *ret_list = arena_alloc(arena, (n + 1) * sizeof **ret_list);
    for (size_t i = 0; i < n; i++)
        (*ret_list)[i] = (struct found){arena_strdup(arena, wanted->list[i].address), arena_strdup(arena, wanted->list[i].id)};
    pthread_mutex_unlock(&lookup->lock);
    return n;
}

void lookup_silent(struct lookup *lookup, const char *service, const char *address)
{
    pthread_mutex_lock(&lookup->lock);
    if (lookup->n_silent < SILENT_MAX) {
        struct silent *silent = &lookup->silent[lookup->n_silent++];
        snprintf(silent->service, sizeof silent->service, "%s", service);
        snprintf(silent->address, sizeof silent->address, "%s", address);
    }
    pthread_mutex_unlock(&lookup->lock);
}
