/* SPDX-License-Identifier: Apache-2.0
 * ZeroMQ as far as common/wire uses it: DEALER, ROUTER, a PAIR for a socket's monitor.
 */
#include "network.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zmq.h>

#include "base/arena.h"
#include "kernel.h"
#include "sockets.h"
#include "witness.h"

enum { ROUTE = 5 };

struct network network;
static struct socket *sockets;
static struct connection *connections;
static unsigned n_connections;

/* ---- messages ---- */

struct part {
    unsigned char *data;
    size_t size;
    bool more;
};
_Static_assert(sizeof(struct part) <= sizeof(zmq_msg_t), "what is in a zmq_msg_t here");

static struct part *part_of(const zmq_msg_t *message)
{
    return (struct part *)(uintptr_t)message;
}

int zmq_msg_init(zmq_msg_t *message)
{
    *part_of(message) = (struct part){NULL, 0, false};
    return 0;
}

int zmq_msg_init_size(zmq_msg_t *message, size_t size)
{
    *part_of(message) = (struct part){need_alloc(size + 1), size, false};
    return 0;
}

int zmq_msg_close(zmq_msg_t *message)
{
    free(part_of(message)->data);
    return zmq_msg_init(message);
}

void *zmq_msg_data(zmq_msg_t *message)
{
    return part_of(message)->data;
}

size_t zmq_msg_size(const zmq_msg_t *message)
{
    return part_of(message)->size;
}

int zmq_msg_more(const zmq_msg_t *message)
{
    return part_of(message)->more;
}

const char *zmq_msg_gets(const zmq_msg_t *message, const char *property)
{
    (void)message, (void)property;
    return NULL; /* over ipc nobody has a name */
}

/* ---- what is on its way ---- */

struct transit {
    struct connection *connection;
    bool to_server;
    struct parcel *parcel;
};

static void arrive(struct socket *socket, struct parcel *parcel)
{
    *socket->last = parcel;
    socket->last = &parcel->next;
    parcel->next = NULL;
    socket->signalled = true;
    sim_wake(socket->process, socket_bell(socket->process), true);
}

static void deliver(void *context)
{
    struct transit *transit = context;
    struct connection *connection = transit->connection;
    struct socket *to = transit->to_server ? connection->server : connection->client;
    if (!connection->open || !to || to->closed || !to->process->alive)
        return;
    sim_trace("deliver %u %s %zu", connection->number, transit->to_server ? "request" : "reply",
              transit->parcel->n ? transit->parcel->frames[transit->parcel->n - 1].size : 0);
    if (!transit->to_server)
        witness_heard(connection);
    arrive(to, transit->parcel);
}

static int64_t delay_us(void)
{
    if (network.faulty && (network.slow ? sim_chance(3000) : sim_chance(30)))
        return sim_between(1000, network.slow ? 800000 : 3000000);
    return sim_between(20, 400);
}

static struct parcel *twin(const struct parcel *parcel)
{
    struct parcel *copy = need_alloc(sizeof *copy);
    *copy = *parcel;
    for (size_t i = 0; i < parcel->n; i++) {
        copy->frames[i].data = need_alloc(parcel->frames[i].size + 1);
        if (parcel->frames[i].size)
            memcpy(copy->frames[i].data, parcel->frames[i].data, parcel->frames[i].size);
    }
    return copy;
}

static void send_on(struct connection *connection, bool to_server, struct parcel *parcel)
{
    struct transit *transit = need_alloc(sizeof *transit);
    *transit = (struct transit){connection, to_server, parcel};
    int64_t *last_us = &connection->last_us[to_server], at_us = sim_now_us() + delay_us();
    bool wild = network.wild && network.faulty;
    if (wild && sim_chance(50)) {
        sim_trace("lost %u", connection->number);
        return;
    }
    if (!(wild && sim_chance(500)) && at_us < *last_us)
        at_us = *last_us;
    if (at_us > *last_us)
        *last_us = at_us;
    sim_after(at_us - sim_now_us(), deliver, transit);
    if (wild && sim_chance(50)) {
        struct transit *again = need_alloc(sizeof *again);
        *again = (struct transit){connection, to_server, twin(parcel)};
        sim_trace("twice %u", connection->number);
        sim_after(at_us - sim_now_us() + sim_between(0, 50000), deliver, again);
    }
}

/* ---- connections ---- */

static void tell_monitor(struct socket *socket, uint16_t event)
{
    struct parcel *parcel = need_alloc(sizeof *parcel);
    unsigned char *data = need_alloc(6);
    memcpy(data, &event, sizeof event);
    parcel->frames[parcel->n++] = (struct frame){data, 6};
    parcel->frames[parcel->n++] = (struct frame){need_alloc(1), 0};
    if (socket->monitor)
        arrive(socket->monitor, parcel);
}

static struct socket *bound_at(const char *address)
{
    for (struct socket *socket = sockets; socket; socket = socket->next)
        if (!socket->closed && socket->type == ZMQ_ROUTER && socket->process->alive &&
            strcmp(socket->address, address) == 0)
            return socket;
    return NULL;
}

static void lose(void *context)
{
    struct connection *connection = context;
    struct socket *client = connection->client;
    if (client && !client->closed && client->process->alive && client->connection == connection) {
        client->connection = NULL;
        tell_monitor(client, ZMQ_EVENT_DISCONNECTED);
    }
}

static void disconnect(struct connection *connection)
{
    if (!connection->open)
        return;
    sim_trace("disconnect %u", connection->number);
    connection->open = false;
    sim_after(sim_between(20, 2000), lose, connection);
}

/* A stopped process accepts connections and greets nobody. */
static void try_connect(void *context)
{
    struct socket *socket = context;
    if (socket->closed || !socket->process->alive || socket->connection)
        return;
    struct socket *server = bound_at(socket->address);
    if (!server || server->process->stopped) {
        sim_after(sim_between(50000, 150000), try_connect, socket);
        return;
    }
    struct connection *connection = need_alloc(sizeof *connection);
    *connection = (struct connection){.next = connections, .number = ++n_connections, .client = socket,
                                      .server = server, .open = true};
    connections = connection;
    socket->connection = connection;
    witness_connected(connection);
    sim_trace("connect %u to %s", connection->number, server->process->name);
    tell_monitor(socket, ZMQ_EVENT_HANDSHAKE_SUCCEEDED);
}

static void close_connections(const struct socket *socket)
{
    for (struct connection *connection = connections; connection; connection = connection->next)
        if (connection->client == socket || connection->server == socket)
            disconnect(connection);
}

void network_cut(void)
{
    struct connection *chosen = NULL;
    size_t n = 0;
    for (struct connection *connection = connections; connection; connection = connection->next)
        if (connection->open && sim_random(++n) == 0)
            chosen = connection;
    if (chosen)
        disconnect(chosen);
}

void network_process_ended(struct sim_process *process)
{
    for (struct socket *socket = sockets; socket; socket = socket->next)
        if (socket->process == process) {
            socket->closed = true;
            close_connections(socket);
        }
}

/* ---- sockets ---- */

void *zmq_ctx_new(void)
{
    return need_alloc(1);
}

int zmq_ctx_term(void *context)
{
    (void)context;
    return 0;
}

void *zmq_socket(void *context, int type)
{
    static int fds = FAKE_FD;
    struct socket *socket = need_alloc(sizeof *socket);
    (void)context;
    *socket = (struct socket){.next = sockets, .type = type, .process = sim_self(), .fd = ++fds};
    socket->last = &socket->first;
    sockets = socket;
    return socket;
}

int zmq_close(void *handle)
{
    struct socket *socket = handle;
    socket->closed = true;
    close_connections(socket);
    return 0;
}

int zmq_setsockopt(void *handle, int option, const void *value, size_t size)
{
    (void)handle, (void)option, (void)value, (void)size;
    return 0;
}

int zmq_getsockopt(void *handle, int option, void *ret_value, size_t *size)
{
    struct socket *socket = handle;
    if (option != ZMQ_FD || *size < sizeof socket->fd)
        abort();
    memcpy(ret_value, &socket->fd, sizeof socket->fd);
    return 0;
}

int zmq_bind(void *handle, const char *address)
{
    struct socket *socket = handle;
    snprintf(socket->address, sizeof socket->address, "%s", address);
    return 0;
}

int zmq_connect(void *handle, const char *address)
{
    struct socket *socket = handle;
    snprintf(socket->address, sizeof socket->address, "%s", address);
    if (socket->type == ZMQ_DEALER)
        sim_after(sim_between(100, 3000), try_connect, socket);
    for (struct socket *other = sockets; socket->type == ZMQ_PAIR && other; other = other->next)
        if (other->process == socket->process && !other->closed && strcmp(other->monitored, address) == 0)
            other->monitor = socket;
    return 0;
}

int zmq_socket_monitor(void *handle, const char *address, int events)
{
    struct socket *socket = handle;
    (void)events;
    socket->monitor = NULL;
    snprintf(socket->monitored, sizeof socket->monitored, "%s", address ? address : "");
    return 0;
}

const char *zmq_strerror(int number)
{
    return strerror(number);
}

char *zmq_z85_encode(char *ret_text, const uint8_t *data, size_t size)
{
    (void)data, (void)size;
    ret_text[0] = '\0';
    return ret_text;
}

/* ---- sending and taking ---- */

static struct connection *route_of(const struct socket *server, const struct frame *route)
{
    unsigned number;
    memcpy(&number, route->data + 1, sizeof number);
    for (struct connection *connection = connections; connection; connection = connection->next)
        if (connection->server == server && connection->number == number && connection->open)
            return connection;
    return NULL;
}

static void post(struct socket *socket, struct parcel *parcel)
{
    if (socket->type == ZMQ_DEALER) {
        if (!socket->connection || !socket->connection->open)
            return;
        witness_sent(socket->connection, parcel);
        parcel->connection = socket->connection;
        send_on(socket->connection, true, parcel);
        return;
    }
    struct connection *connection = route_of(socket, &parcel->frames[0]);
    if (!connection)
        return;
    for (size_t i = 1; i < parcel->n; i++)
        parcel->frames[i - 1] = parcel->frames[i];
    parcel->n--;
    send_on(connection, false, parcel);
}

int zmq_send(void *handle, const void *bytes, size_t size, int flags)
{
    struct socket *socket = handle;
    struct frame frame = {need_alloc(size + 1), size};
    if (size)
        memcpy(frame.data, bytes, size);
    socket->signalled = false; /* who sends eats what the descriptor had to tell */
    if (!socket->sending)
        socket->sending = need_alloc(sizeof *socket->sending);
    if (!socket->sending->n && socket->type == ZMQ_ROUTER && !route_of(socket, &frame)) {
        free(frame.data);
        errno = EHOSTUNREACH;
        return -1;
    }
    socket->sending->frames[socket->sending->n++] = frame;
    if (!(flags & ZMQ_SNDMORE)) {
        post(socket, socket->sending);
        socket->sending = NULL;
    }
    return (int)size;
}

int zmq_msg_send(zmq_msg_t *message, void *handle, int flags)
{
    int sent = zmq_send(handle, zmq_msg_data(message), zmq_msg_size(message), flags);
    if (sent >= 0)
        zmq_msg_close(message);
    return sent;
}

/* The next frame; of a ROUTER the first is who sent it. */
int zmq_msg_recv(zmq_msg_t *message, void *handle, int flags)
{
    struct socket *socket = handle;
    struct parcel *parcel = socket->first;
    (void)flags;
    socket->signalled = false;
    if (!parcel) {
        errno = EAGAIN;
        return -1;
    }
    if (socket->type == ZMQ_ROUTER && !socket->named) {
        zmq_msg_init_size(message, ROUTE);
        memcpy(part_of(message)->data + 1, &parcel->connection->number, sizeof parcel->connection->number);
        part_of(message)->more = socket->named = true;
        return ROUTE;
    }
    if (socket->type == ZMQ_DEALER && !parcel->at)
        witness_taken(socket->connection, parcel);
    struct frame frame = parcel->frames[parcel->at++];
    *part_of(message) = (struct part){frame.data, frame.size, parcel->at < parcel->n};
    if (parcel->at == parcel->n) {
        socket->first = parcel->next;
        if (!socket->first)
            socket->last = &socket->first;
        socket->named = false;
    }
    return (int)frame.size;
}

struct socket *socket_by_fd(int fd)
{
    struct socket *socket = sockets;
    while (socket && socket->fd != fd)
        socket = socket->next;
    return socket;
}
