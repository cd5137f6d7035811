/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/client.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/id.h"
#include "wire/client_own.h"

enum {
    WINDOW_START = 8,
    WINDOW_MAX = 64,
    PING_MS = 500,
    RESCAN_MS = 200,
    RESCAN_WANTED_MS = 20, /* while a call waits and nothing is up */
    SILENT_MS = 30000,     /* nobody at an address for that long: who lists it is told */
    LEAK_MS = 30000,       /* a call given up and not answered for that long: the endpoint loses requests */
    READ_MOST = 256        /* messages of one endpoint before the others get their turn */
};

uint64_t client_random(struct client *client)
{
    client->random ^= client->random << 13;
    client->random ^= client->random >> 7;
    client->random ^= client->random << 17;
    return client->random;
}

static struct target *find_target(struct client *client, const char *name)
{
    struct target *target = atomic_load(&client->targets);
    while (target && strcmp(target->name, name))
        target = atomic_load(&target->next);
    return target;
}

static struct target *get_target(struct client *client, const char *name)
{
    struct target *target = find_target(client, name);
    if (target)
        return target;
    pthread_mutex_lock(&client->adding);
    target = find_target(client, name);
    if (!target) {
        target = target_new(name);
        atomic_store(&target->next, atomic_load(&client->targets));
        atomic_store(&client->targets, target);
    }
    pthread_mutex_unlock(&client->adding);
    mailbox_ring(&client->mailbox);
    return target;
}

/* ---- the thread ---------------------------------------------------------------------------------------------- */

/* Calls wait for an endpoint, not only for room in a window: look for new ones often. */
static int64_t rescan_ms(const struct target *target)
{
    bool wanted = target->n_waiting > 0;
    for (const struct endpoint *endpoint = target->endpoints; wanted && endpoint; endpoint = endpoint->next)
        wanted = endpoint->state != ENDPOINT_UP;
    return target->listed_ms + (wanted ? RESCAN_WANTED_MS : RESCAN_MS);
}

static void rescan(struct client *client, struct target *target, int64_t now_ms)
{
    if (now_ms < rescan_ms(target))
        return;
    target->listed_ms = now_ms;
    struct listed *list;
    uint32_t n = resolver_list(client->resolver, target->name, client->spare, &list);
    target_merge(target, list, n, client->settings.window_start, client->settings.window_max);
    arena_reset(client->spare);
}

static void reconnect(struct client *client, struct endpoint *endpoint, int64_t now_ms)
{
    char name[48];
    snprintf(name, sizeof name, "wire-%p-%llu", (void *)client, (unsigned long long)++client->n_sockets);
    if (!endpoint_open(endpoint, client->settings.context, &client->credentials, name)) {
        endpoint->back_off_ms = back_off_ms(endpoint->back_off_ms);
        endpoint->retry_ms = now_ms + endpoint->back_off_ms;
    }
}

static void watch_silence(struct client *client, struct endpoint *endpoint, int64_t now_ms)
{
    if (endpoint->state == ENDPOINT_UP || !endpoint->seen_ms) {
        endpoint->seen_ms = now_ms;
    } else if (now_ms - endpoint->seen_ms >= SILENT_MS) {
        resolver_silent(client->resolver, endpoint->target->name, endpoint->address);
        endpoint->seen_ms = now_ms;
    }
}

static void tend(struct client *client, struct endpoint *endpoint, int64_t now_ms)
{
    watch_silence(client, endpoint, now_ms);
    if (endpoint->state == ENDPOINT_ASIDE && now_ms >= endpoint->retry_ms)
        reconnect(client, endpoint, now_ms);
    if (endpoint->state != ENDPOINT_UP)
        return;
    if (!endpoint_ping(endpoint, now_ms, client->settings.ping_ms))
        endpoint_eject(client, endpoint, "pings unanswered", now_ms);
    else if (window_leaks(&endpoint->window, now_ms, LEAK_MS))
        endpoint_eject(client, endpoint, "requests never answered", now_ms);
}

static void tend_all(struct client *client, int64_t now_ms)
{
    for (struct target *target = atomic_load(&client->targets); target; target = atomic_load(&target->next)) {
        rescan(client, target, now_ms);
        for (struct endpoint *endpoint = target->endpoints; endpoint; endpoint = endpoint->next)
            tend(client, endpoint, now_ms);
        target_pump(client, target, now_ms);
    }
}

static void expire(struct client *client, int64_t now_ms)
{
    for (struct timer *timer; (timer = timers_first(&client->timers)) && timer->due_ms <= now_ms;) {
        struct flight *flight = (struct flight *)((char *)timer - offsetof(struct flight, timer));
        flight_due(client, flight, now_ms);
    }
}

static void intake(struct client *client, int64_t now_ms)
{
    for (struct letter *letter = mailbox_take(&client->mailbox), *next; letter; letter = next) {
        next = letter->next;
        flight_begin(client, (struct flight *)letter, now_ms);
    }
}

static void poll_also(struct client *client, struct endpoint *endpoint)
{
    if (client->n_polled == client->room) {
        client->room = client->room ? client->room * 2 : 8;
        client->polled = need_realloc(client->polled, client->room * sizeof *client->polled);
        client->items = need_realloc(client->items, (1 + client->room * 2) * sizeof *client->items);
    }
    struct pollfd *items = client->items + 1 + client->n_polled * 2;
    items[0] = (struct pollfd){.fd = endpoint->socket_fd, .events = POLLIN};
    items[1] = (struct pollfd){.fd = endpoint->monitor_fd, .events = POLLIN};
    client->polled[client->n_polled++] = endpoint;
}

static int64_t earlier(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* Fills the poll items; the time of the next thing to do by the clock. */
static int64_t prepare_poll(struct client *client)
{
    int64_t next_ms = INT64_MAX;
    client->n_polled = 0;
    for (struct target *target = atomic_load(&client->targets); target; target = atomic_load(&target->next)) {
        next_ms = earlier(next_ms, rescan_ms(target));
        for (struct endpoint *endpoint = target->endpoints; endpoint; endpoint = endpoint->next) {
            if (endpoint->socket)
                poll_also(client, endpoint);
            if (endpoint->state != ENDPOINT_CONNECTING)
                next_ms = earlier(next_ms, endpoint->state == ENDPOINT_UP ? endpoint->ping_ms : endpoint->retry_ms);
        }
    }
    struct timer *timer = timers_first(&client->timers);
    return timer ? earlier(next_ms, timer->due_ms) : next_ms;
}

static void look(struct client *client, struct endpoint *endpoint, int64_t now_ms)
{
    endpoint->touched = false;
    endpoint_read(client, endpoint, READ_MOST, now_ms);
    if (endpoint->socket && !endpoint_watch(endpoint, now_ms))
        endpoint_eject(client, endpoint, "disconnected", now_ms);
}

/* A socket's descriptor tells of changes only, and whoever sends eats them: sockets sent to are read before waiting.
 * Polling descriptors instead of sockets saves two system calls a socket at each wake-up. True when some must be read
 * again. */
static bool look_at_touched(struct client *client)
{
    bool again = false;
    int64_t now_ms = clock_mono_ms();
    for (size_t i = 0; i < client->n_polled; i++)
        if (client->polled[i]->touched)
            look(client, client->polled[i], now_ms);
    for (size_t i = 0; i < client->n_polled; i++)
        again = again || client->polled[i]->touched;
    return again;
}

static void listen(struct client *client)
{
    prepare_poll(client);
    bool again = look_at_touched(client);
    int64_t next_ms = prepare_poll(client), wait_ms = next_ms == INT64_MAX ? -1 : next_ms - clock_mono_ms();
    if (next_ms != INT64_MAX && wait_ms < 0)
        wait_ms = 0;
    client->items[0] = (struct pollfd){.fd = client->mailbox.bell, .events = POLLIN};
    bool asleep = mailbox_sleep(&client->mailbox);
    int got = poll(client->items, (nfds_t)(1 + client->n_polled * 2), asleep && !again ? (int)wait_ms : 0);
    mailbox_wake(&client->mailbox, got > 0 && client->items[0].revents);
    if (got <= 0)
        return;
    int64_t now_ms = clock_mono_ms();
    for (size_t i = 0; i < client->n_polled; i++)
        if ((client->items[1 + i * 2].revents || client->items[2 + i * 2].revents) && client->polled[i]->socket)
            look(client, client->polled[i], now_ms);
}

static void *client_run(void *argument)
{
    struct client *client = argument;
    while (!atomic_load(&client->stopping)) {
        int64_t now_ms = clock_mono_ms();
        intake(client, now_ms);
        tend_all(client, now_ms);
        expire(client, now_ms);
        listen(client);
    }
    intake(client, clock_mono_ms());
    flights_abandon(client);
    return NULL;
}

/* ---- opening, calling, closing ------------------------------------------------------------------------------- */

static bool start_thread(struct client *client)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before); /* signals are the main thread's */
    bool started = !pthread_create(&client->thread, NULL, client_run, client);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return started;
}

static void client_free(struct client *client)
{
    for (struct target *target = atomic_load(&client->targets), *after; target; target = after) {
        after = atomic_load(&target->next);
        for (struct endpoint *endpoint = target->endpoints, *next; endpoint; endpoint = next) {
            next = endpoint->next;
            endpoint_close(endpoint);
            endpoint_free(endpoint);
        }
        target_free(target);
    }
    mailbox_done(&client->mailbox);
    pthread_mutex_destroy(&client->adding);
    timers_done(&client->timers);
    arena_free(client->spare);
    resolver_close(client->resolver);
    free(client->trust_dir);
    free(client->items);
    free(client->polled);
    free(client);
}

static void keep_credentials(struct client *client, const struct client_settings *settings)
{
    if (!settings->curve)
        return;
    client->curve = *settings->curve;
    client->trust_dir = need_strdup(settings->trust_dir);
    client->credentials = (struct credentials){&client->curve, client->trust_dir};
}

enum status client_open(const struct client_settings *settings, struct client **ret, struct error *error)
{
    struct client *client = need_alloc(sizeof *client);
    client->settings = *settings;
    if (!client->settings.context)
        client->settings.context = wire_context();
    if (!client->settings.window_start)
        client->settings.window_start = WINDOW_START;
    if (!client->settings.window_max)
        client->settings.window_max = WINDOW_MAX;
    if (client->settings.window_max < client->settings.window_start)
        client->settings.window_max = client->settings.window_start;
    if (!client->settings.ping_ms)
        client->settings.ping_ms = PING_MS;
    keep_credentials(client, settings);
    client->settings.run_dir = NULL; /* the resolver has its own copy */
    client->spare = arena_new();
    client->items = need_alloc(sizeof *client->items);
    pthread_mutex_init(&client->adding, NULL);
    random_bytes(&client->random, sizeof client->random);
    client->random |= 1;
    enum status status = mailbox_init(&client->mailbox)
                             ? resolver_open(settings->run_dir, settings->resolve, settings->source, &client->resolver, error)
                             : fail_with(error, STATUS_INTERNAL, "no eventfd: %s", strerror(errno));
    if (status == STATUS_OK && !start_thread(client))
        status = fail_with(error, STATUS_INTERNAL, "no client thread: %s", strerror(errno));
    if (status == STATUS_OK)
        *ret = client;
    else
        client_free(client);
    return status;
}

void client_close(struct client *client)
{
    if (!client)
        return;
    atomic_store(&client->stopping, true);
    mailbox_ring(&client->mailbox);
    pthread_join(client->thread, NULL);
    client_free(client);
}

void client_send(struct client *client, const struct outcall *outcall)
{
    struct flight *flight = flight_new(outcall);
    if (target_name_is_valid(outcall->service)) {
        flight->target = get_target(client, outcall->service);
    } else {
        struct error error;
        fail_with(&error, STATUS_INVALID_ARGUMENT, "a service's name is a lower-case word of at most 32 letters");
        flight_fail(flight, &error);
    }
    mailbox_post(&client->mailbox, &flight->letter);
}

struct waiter {
    pthread_mutex_t lock;
    pthread_cond_t came;
    struct answer *answer;
};

static void wake_waiter(void *context, struct answer *answer)
{
    struct waiter *waiter = context;
    pthread_mutex_lock(&waiter->lock);
    waiter->answer = answer;
    pthread_cond_signal(&waiter->came);
    pthread_mutex_unlock(&waiter->lock);
}

struct answer *client_call(struct client *client, const struct outcall *outcall)
{
    struct waiter waiter = {.lock = PTHREAD_MUTEX_INITIALIZER, .came = PTHREAD_COND_INITIALIZER};
    struct outcall mine = *outcall;
    mine.done = wake_waiter;
    mine.context = &waiter;
    client_send(client, &mine);
    pthread_mutex_lock(&waiter.lock);
    while (!waiter.answer)
        pthread_cond_wait(&waiter.came, &waiter.lock);
    pthread_mutex_unlock(&waiter.lock);
    pthread_cond_destroy(&waiter.came);
    pthread_mutex_destroy(&waiter.lock);
    return waiter.answer;
}

unsigned client_ready(struct client *client, const char *service, char *ret_reason, size_t room)
{
    if (ret_reason && room)
        ret_reason[0] = '\0';
    return target_name_is_valid(service) ? target_ready(get_target(client, service), ret_reason, room) : 0;
}

bool client_instance_ready(struct client *client, const char *service, const char *instance, char *ret_reason,
                           size_t room)
{
    return target_instance_ready(get_target(client, service), instance, ret_reason, room);
}

unsigned client_instances(struct client *client, const char *service, char (*ret_names)[CLIENT_INSTANCE], unsigned room)
{
    return target_name_is_valid(service) ? target_instances(get_target(client, service), ret_names, room) : 0;
}
