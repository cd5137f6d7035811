/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/server.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/id.h"
#include "base/log.h"
#include "wire/credit.h"
#include "wire/frames.h"
#include "wire/gatekeeper.h"
#include "wire/mailbox.h"
#include "wire/peers.h"
#include "wire/refusals.h"
#include "wire/seat.h"

enum {
    QUEUE = 512,
    TURN = 256,             /* messages read before replies get their turn */
    TIMEOUT_MS = 10000,     /* of a request that names none */
    TIMEOUT_MAX_MS = 120000,
    QUEUE_FULL_RETRY_MS = 20,
    LINGER_MS = 2000,
    ROUTER_HWM = 256,
    DROPPED_SAY_MS = 10000
};

struct server {
    struct server_settings settings;
    char *service;
    char instance[256], tcp[256];
    void *router;
    struct seat seat;
    struct mailbox replies;
    pthread_t thread;
    atomic_bool draining, closing, stopping;
    bool drain_told;        /* the dispatcher's, as what follows */
    atomic_uint outstanding;
    _Atomic int64_t arrived_ms; /* when the last request came */
    struct peers peers;
    struct callers callers;
    struct arena *spare;    /* the next header goes into it */
    uint64_t dropped;       /* malformed messages since the last word on them */
    int64_t dropped_said_ms;
};

/* A reply on its way to the dispatcher. */
struct parcel {
    struct letter letter; /* first */
    bool counted;         /* its request is among `outstanding` */
    zmq_msg_t body;
    uint8_t route_size;
    size_t header_size;
    uint8_t bytes[]; /* routing id, header without credit */
};

/* ---- replies ------------------------------------------------------------------------------------------------- */

static struct parcel *parcel_new(const struct route *route, const Header *header, struct bytes body)
{
    size_t header_size = protobuf_c_message_get_packed_size(&header->base);
    struct parcel *parcel = need_alloc(sizeof *parcel + route->size + header_size);
    parcel->route_size = route->size;
    parcel->header_size = header_size;
    memcpy(parcel->bytes, route->bytes, route->size);
    protobuf_c_message_pack(&header->base, parcel->bytes + route->size);
    if (zmq_msg_init_size(&parcel->body, body.size) < 0)
        abort();
    if (body.size)
        memcpy(zmq_msg_data(&parcel->body), body.data, body.size);
    return parcel;
}

static void parcel_free(struct parcel *parcel)
{
    zmq_msg_close(&parcel->body);
    free(parcel);
}

static uint32_t credit_now(struct server *server)
{
    if (atomic_load(&server->draining))
        return 0;
    return credit_grant(server->settings.queue, atomic_load(&server->outstanding),
                        callers_active(&server->callers, clock_mono_ms()));
}

static bool header_send(struct server *server, const uint8_t *header, size_t size)
{
    uint8_t field[FIELD_MAX];
    size_t field_size = field_put(field, FIELD_CREDIT, credit_now(server));
    zmq_msg_t part;
    if (zmq_msg_init_size(&part, size + field_size) < 0)
        abort();
    memcpy(zmq_msg_data(&part), header, size);
    memcpy((uint8_t *)zmq_msg_data(&part) + size, field, field_size);
    if (zmq_msg_send(&part, server->router, ZMQ_DONTWAIT | ZMQ_SNDMORE) >= 0)
        return true;
    zmq_msg_close(&part);
    return false;
}

/* The dispatcher only. A caller that is gone, or does not read, loses its reply. */
static void parcel_send(struct server *server, struct parcel *parcel)
{
    if (parcel->counted)
        atomic_fetch_sub(&server->outstanding, 1);
    const uint8_t *header = parcel->bytes + parcel->route_size;
    if (frame_send(server->router, parcel->bytes, parcel->route_size, true) &&
        header_send(server, header, parcel->header_size))
        zmq_msg_send(&parcel->body, server->router, ZMQ_DONTWAIT);
    parcel_free(parcel);
}

static void send_replies(struct server *server)
{
    for (struct letter *letter = mailbox_take(&server->replies), *next; letter; letter = next) {
        next = letter->next;
        parcel_send(server, (struct parcel *)letter);
    }
}

static void fill_status(Status *status, const struct error *error)
{
    status->has_code = true;
    status->code = error->status;
    status->message = error->message;
    status->field = error->field[0] ? error->field : NULL;
    status->reason = error->reason[0] ? error->reason : NULL;
    status->has_retry_after_ms = error->retry_after_ms > 0;
    status->retry_after_ms = error->retry_after_ms;
    status->has_executed = error->executed != EXECUTED_UNCERTAIN;
    status->executed = error->executed == EXECUTED_YES;
}

static struct parcel *reply_new(const struct server *server, const struct incoming *incoming,
                                const struct error *error, const struct effect *effect, struct bytes body)
{
    Header header = HEADER__INIT;
    Status status = STATUS__INIT;
    Position position = POSITION__INIT;
    header.has_version = header.has_kind = header.has_id = true;
    header.version = 1;
    header.kind = KIND__REPLY;
    header.id = incoming->header->id;
    if (effect) {
        header.has_replayed = header.replayed = effect->replayed;
        position.domain = server->service;
        position.has_pos = true;
        position.pos = effect->pos;
        header.pos = effect->pos ? &position : NULL;
    }
    struct error too_large;
    if (body.size > BODY_MAX) {
        fail_with(&too_large, STATUS_INTERNAL, "the reply is larger than 1 MiB: %zu bytes", body.size);
        too_large.executed = EXECUTED_YES;
        error = &too_large;
    }
    bool failed = error && error->status != STATUS_OK;
    if (failed) {
        fill_status(&status, error);
        header.status = &status;
        body.size = 0;
    }
    return parcel_new(incoming->route, &header, body);
}

void server_reply(struct server *server, struct incoming *incoming, const struct error *error,
                  const struct effect *effect, struct bytes body)
{
    struct parcel *parcel = reply_new(server, incoming, error, effect, body);
    parcel->counted = true;
    arena_free(incoming->arena);
    mailbox_post(&server->replies, &parcel->letter);
}

/* ---- requests ------------------------------------------------------------------------------------------------ */

static void refuse(struct server *server, struct incoming *incoming, enum status status, const char *reason,
                   uint32_t retry_after_ms, const char *sentence)
{
    struct error error;
    fail_with(&error, status, "%s: %s", server->service, sentence);
    error.retry_after_ms = retry_after_ms;
    snprintf(error.reason, sizeof error.reason, "%s", reason);
    refusal_count(reason);
    parcel_send(server, reply_new(server, incoming, &error, NULL, (struct bytes){0}));
    arena_free(incoming->arena);
}

static void accept_request(struct server *server, struct incoming *incoming)
{
    const Header *header = incoming->header;
    if (atomic_load(&server->closing))
        refuse(server, incoming, STATUS_UNAVAILABLE, "DRAINING", 0, "this instance is shutting down");
    else if (header->version != 1)
        refuse(server, incoming, STATUS_UNIMPLEMENTED, "VERSION", 0, "the header's version is not 1");
    else if (!header->method)
        refuse(server, incoming, STATUS_INVALID_ARGUMENT, "NO_METHOD", 0, "the header names no method");
    else if (incoming->body.size > BODY_MAX)
        refuse(server, incoming, STATUS_INVALID_ARGUMENT, "TOO_LARGE", 0, "the request is larger than 1 MiB");
    else if (header->has_timeout_ms && !header->timeout_ms)
        refuse(server, incoming, STATUS_DEADLINE_EXCEEDED, "NO_TIME_LEFT", 0, "no time was left on arrival");
    else if (atomic_load(&server->outstanding) >= server->settings.queue)
        refuse(server, incoming, STATUS_RESOURCE_EXHAUSTED, "QUEUE_FULL", QUEUE_FULL_RETRY_MS, "the queue is full");
    else {
        atomic_fetch_add(&server->outstanding, 1);
        server->settings.request(server->settings.owner, incoming);
    }
}

/* Takes over the spare arena, which holds `header`. `peer` may be NULL. */
static void take_request(struct server *server, Header *header, const struct route *route, const char *peer,
                         zmq_msg_t *body)
{
    struct arena *arena = server->spare;
    server->spare = arena_new();
    struct incoming *incoming = arena_alloc(arena, sizeof *incoming);
    size_t size = zmq_msg_size(body);
    uint32_t timeout_ms = header->has_timeout_ms ? header->timeout_ms : TIMEOUT_MS;
    incoming->arena = arena;
    incoming->header = header;
    incoming->arrived_mono_us = clock_mono_us();
    incoming->deadline_mono_ms = clock_mono_ms() + (timeout_ms < TIMEOUT_MAX_MS ? timeout_ms : TIMEOUT_MAX_MS);
    incoming->peer = peer ? arena_strdup(arena, peer) : NULL;
    incoming->route = arena_memdup(arena, route, 1 + (size_t)route->size);
    incoming->body = (struct bytes){size <= BODY_MAX ? arena_memdup(arena, zmq_msg_data(body), size) : NULL, size};
    callers_see(&server->callers, hash_bytes(route->bytes, route->size), clock_mono_ms());
    atomic_store(&server->arrived_ms, clock_mono_ms());
    accept_request(server, incoming);
}

/* `ping` NULL: unasked. */
static void pong(struct server *server, const Header *ping, const struct route *route)
{
    Header header = HEADER__INIT;
    header.has_version = header.has_kind = true;
    header.version = 1;
    header.kind = KIND__PONG;
    header.has_time_us = true;
    header.time_us = (uint64_t)clock_now_us();
    if (ping) {
        header.has_id = ping->has_id;
        header.id = ping->id;
    }
    if (atomic_load(&server->draining))
        header.not_ready = "draining";
    else if (server->settings.not_ready)
        header.not_ready = server->settings.not_ready(server->settings.owner);
    parcel_send(server, parcel_new(route, &header, (struct bytes){0}));
}

/* Callers learn of the end from us, before they send the next request into it. */
static void tell_drain(struct server *server)
{
    for (size_t i = 0; i < server->peers.n; i++)
        pong(server, NULL, &server->peers.rows[i].route);
    server->drain_told = true;
}

/* Whoever floods us with noise does not flood the log as well. */
static void drop_message(struct server *server)
{
    int64_t now_ms = clock_mono_ms();
    refusal_count(REFUSAL_MESSAGE);
    server->dropped++;
    if (now_ms - server->dropped_said_ms < DROPPED_SAY_MS)
        return;
    log_line(LOG_WARN, "msg=\"malformed messages dropped\" n=%llu", (unsigned long long)server->dropped);
    server->dropped = 0;
    server->dropped_said_ms = now_ms;
}

static void take_message(struct server *server, zmq_msg_t parts[3])
{
    struct bytes bytes = {zmq_msg_data(&parts[1]), zmq_msg_size(&parts[1])};
    Header *header = wire_unpack(server->spare, &header__descriptor, bytes, HEADER_BUDGET);
    struct route route = {.size = (uint8_t)zmq_msg_size(&parts[0])};
    memcpy(route.bytes, zmq_msg_data(&parts[0]), route.size);
    if (header && header->kind == KIND__PING) {
        peers_see(&server->peers, &route, clock_mono_ms());
        pong(server, header, &route);
    } else if (header && header->kind == KIND__REQUEST && header->has_id && header->id.len == ID_SIZE) {
        take_request(server, header, &route, zmq_msg_gets(&parts[1], "User-Id"), &parts[2]);
    } else {
        drop_message(server);
    }
    if (arena_used(server->spare))
        arena_reset(server->spare);
}

static void read_requests(struct server *server)
{
    zmq_msg_t parts[3];
    for (int i = 0, got; i < TURN && (got = frames_take(server->router, parts, 3)); i++) {
        if (got < 0) {
            drop_message(server);
            continue;
        }
        take_message(server, parts);
        frames_close(parts, 3);
    }
}

/* ---- the thread ---------------------------------------------------------------------------------------------- */

static void *server_run(void *argument)
{
    struct server *server = argument;
    while (!atomic_load(&server->stopping)) {
        zmq_pollitem_t items[2] = {{.socket = server->router, .events = ZMQ_POLLIN},
                                   {.fd = server->replies.bell, .events = ZMQ_POLLIN}};
        bool asleep = mailbox_sleep(&server->replies);
        int got = zmq_poll(items, 2, asleep ? -1 : 0);
        mailbox_wake(&server->replies, got > 0 && items[1].revents);
        if (got > 0 && items[0].revents)
            read_requests(server);
        if (atomic_load(&server->draining) && !server->drain_told)
            tell_drain(server);
        send_replies(server);
    }
    send_replies(server);
    return NULL;
}

static bool start_thread(struct server *server)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    bool started = !pthread_create(&server->thread, NULL, server_run, server);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return started;
}

static void server_free(struct server *server)
{
    seat_leave(&server->seat);
    if (server->router)
        zmq_close(server->router);
    mailbox_done(&server->replies);
    peers_done(&server->peers);
    arena_free(server->spare);
    free(server->service);
    free(server);
}

/* Options count for what is bound after them: ipc is bound already and stays as it is. */
static enum status listen_on_tcp(struct server *server, struct error *error)
{
    const struct curve *curve = server->settings.curve;
    size_t room = sizeof server->tcp;
    (void)zmq_socket_monitor(server->router, GATEKEEPER_DOOR, GATEKEEPER_EVENTS); /* without it less is counted */
    socket_set(server->router, ZMQ_CURVE_SERVER, 1);
    if (zmq_setsockopt(server->router, ZMQ_CURVE_SECRETKEY, curve->secret, KEY_SIZE) < 0 ||
        zmq_setsockopt(server->router, ZMQ_ZAP_DOMAIN, GATEKEEPER_DOMAIN, strlen(GATEKEEPER_DOMAIN)) < 0 ||
        zmq_bind(server->router, server->settings.listen) < 0)
        return fail_with(error, STATUS_UNAVAILABLE, "can't listen on %s: %s", server->settings.listen, zmq_strerror(errno));
    if (zmq_getsockopt(server->router, ZMQ_LAST_ENDPOINT, server->tcp, &room) < 0)
        server->tcp[0] = '\0';
    return STATUS_OK;
}

static enum status open_router(struct server *server, struct error *error)
{
    const struct server_settings *settings = &server->settings;
    if (settings->instance)
        snprintf(server->instance, sizeof server->instance, "%s", settings->instance);
    else
        snprintf(server->instance, sizeof server->instance, "%d", (int)getpid());
    server->router = socket_new(settings->context, ZMQ_ROUTER, LINGER_MS);
    if (!server->router)
        return fail_with(error, STATUS_UNAVAILABLE, "no socket: %s", zmq_strerror(errno));
    socket_set(server->router, ZMQ_ROUTER_MANDATORY, 1);
    socket_set(server->router, ZMQ_RCVHWM, ROUTER_HWM); /* bounds callers who ignore their window */
    TRY(seat_take(&server->seat, server->router, settings->run_dir, settings->service, server->instance, error));
    return settings->listen && *settings->listen ? listen_on_tcp(server, error) : STATUS_OK;
}

enum status server_open(const struct server_settings *settings, struct server **ret, struct error *error)
{
    struct server *server = need_alloc(sizeof *server);
    server->settings = *settings;
    if (!server->settings.queue)
        server->settings.queue = QUEUE;
    server->service = need_strdup(settings->service);
    server->spare = arena_new();
    server->dropped_said_ms = -DROPPED_SAY_MS;
    server->arrived_ms = clock_mono_ms();
    pthread_mutex_init(&server->seat.lock, NULL);
    enum status status = STATUS_OK;
    if (!mailbox_init(&server->replies))
        status = fail_with(error, STATUS_INTERNAL, "no eventfd: %s", strerror(errno));
    if (status == STATUS_OK)
        status = open_router(server, error);
    struct server *before = *ret;
    *ret = server; /* the first request may come, and be answered, before this function returns */
    if (status == STATUS_OK && !start_thread(server))
        status = fail_with(error, STATUS_INTERNAL, "no dispatcher thread");
    if (status != STATUS_OK) {
        *ret = before;
        server_free(server);
    }
    return status;
}

void server_drain(struct server *server)
{
    atomic_store(&server->draining, true);
    seat_leave(&server->seat);
    mailbox_ring(&server->replies);
}

void server_refuse(struct server *server)
{
    atomic_store(&server->closing, true);
}

int64_t server_quiet_ms(const struct server *server)
{
    return atomic_load(&server->outstanding) ? 0 : clock_mono_ms() - atomic_load(&server->arrived_ms);
}

const char *server_tcp(const struct server *server)
{
    return server->tcp;
}

const char *server_instance(const struct server *server)
{
    return server->instance;
}

uint32_t server_outstanding(const struct server *server)
{
    return atomic_load(&server->outstanding);
}

void server_close(struct server *server)
{
    if (!server)
        return;
    atomic_store(&server->stopping, true);
    mailbox_ring(&server->replies);
    pthread_join(server->thread, NULL);
    server_free(server);
}
