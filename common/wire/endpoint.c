/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/endpoint.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/broken.h"
#include "base/clock.h"
#include "base/log.h"
#include "wire/target.h"

enum { MISSED_MAX = 4 };

/* Header{version: 1, kind: PING} */
static const uint8_t ping_header[] = {1 << 3, 1, 2 << 3, KIND__PING};

struct endpoint *endpoint_new(struct target *target, const char *address, uint32_t window_start, uint32_t window_max)
{
    struct endpoint *endpoint = need_alloc(sizeof *endpoint);
    endpoint->target = target;
    endpoint->address = need_strdup(address);
    window_init(&endpoint->window, window_start, window_max);
    return endpoint;
}

void endpoint_free(struct endpoint *endpoint)
{
    window_done(&endpoint->window);
    free(endpoint->address);
    free(endpoint);
}

static int descriptor_of(void *socket)
{
    int fd = -1;
    size_t size = sizeof fd;
    return zmq_getsockopt(socket, ZMQ_FD, &fd, &size) < 0 ? -1 : fd;
}

/* Whoever answers at a TCP address must have the service's key: the list of addresses need not be trusted. */
static bool secure(const struct endpoint *endpoint, const struct credentials *credentials)
{
    uint8_t server[KEY_SIZE];
    struct error error;
    if (strncmp(endpoint->address, "tcp:", 4) != 0)
        return true;
    if (!credentials->own ||
        curve_public(credentials->trust_dir, endpoint->target->name, server, &error) != STATUS_OK)
        return false;
    return zmq_setsockopt(endpoint->socket, ZMQ_CURVE_SERVERKEY, server, KEY_SIZE) == 0 &&
           zmq_setsockopt(endpoint->socket, ZMQ_CURVE_PUBLICKEY, credentials->own->public, KEY_SIZE) == 0 &&
           zmq_setsockopt(endpoint->socket, ZMQ_CURVE_SECRETKEY, credentials->own->secret, KEY_SIZE) == 0;
}

bool endpoint_open(struct endpoint *endpoint, void *context, const struct credentials *credentials, const char *name)
{
    char inproc[64];
    snprintf(inproc, sizeof inproc, "inproc://%s", name);
    endpoint->socket = socket_new(context, ZMQ_DEALER, 0);
    endpoint->monitor = zmq_socket(context, ZMQ_PAIR);
    endpoint->state = ENDPOINT_CONNECTING;
    if (!endpoint->socket || !endpoint->monitor) {
        endpoint_close(endpoint);
        return false;
    }
    /* Not ZMQ_IMMEDIATE 1: 4.3.4 then cuts a message between its frames when a busy peer dies, and its assertion
     * (!_more, fq.cpp) ends the process. What it is for, the handshake and the window do. */
    socket_set(endpoint->socket, ZMQ_RECONNECT_IVL, 100);
    socket_set(endpoint->socket, ZMQ_RECONNECT_IVL_MAX, 5000);
    socket_set(endpoint->monitor, ZMQ_LINGER, 0);
    window_reset(&endpoint->window);
    if (!secure(endpoint, credentials) ||
        zmq_socket_monitor(endpoint->socket, inproc, ZMQ_EVENT_HANDSHAKE_SUCCEEDED | ZMQ_EVENT_DISCONNECTED) < 0 ||
        zmq_connect(endpoint->monitor, inproc) < 0 || zmq_connect(endpoint->socket, endpoint->address) < 0) {
        endpoint_close(endpoint);
        return false;
    }
    endpoint->socket_fd = descriptor_of(endpoint->socket);
    endpoint->monitor_fd = descriptor_of(endpoint->monitor);
    endpoint->touched = true;
    return true;
}

void endpoint_close(struct endpoint *endpoint)
{
    if (endpoint->socket) {
        zmq_socket_monitor(endpoint->socket, NULL, 0); /* before its reader goes, or the I/O thread waits for one */
        zmq_close(endpoint->socket);
    }
    if (endpoint->monitor)
        zmq_close(endpoint->monitor);
    endpoint->socket = endpoint->monitor = NULL;
    endpoint->state = ENDPOINT_ASIDE;
    endpoint->answered = false;
    endpoint->not_ready[0] = '\0';
}

bool endpoint_is_ready(const struct endpoint *endpoint)
{
    return endpoint->state == ENDPOINT_UP && endpoint->answered && !endpoint->not_ready[0];
}

bool endpoint_is_open(const struct endpoint *endpoint)
{
    return endpoint_is_ready(endpoint) && window_is_open(&endpoint->window);
}

bool endpoint_watch(struct endpoint *endpoint, int64_t now_ms)
{
    zmq_msg_t parts[2];
    int got;
    while ((got = frames_take(endpoint->monitor, parts, 2))) {
        if (got < 0)
            continue;
        uint16_t event = 0;
        if (zmq_msg_size(&parts[0]) >= sizeof event)
            memcpy(&event, zmq_msg_data(&parts[0]), sizeof event);
        frames_close(parts, 2);
        if (event == ZMQ_EVENT_HANDSHAKE_SUCCEEDED && endpoint->state == ENDPOINT_CONNECTING) {
            endpoint->state = ENDPOINT_UP;
            endpoint->up_ms = endpoint->ping_ms = now_ms;
            endpoint->heard = true;
            endpoint->missed = 0;
        } else if (event == ZMQ_EVENT_DISCONNECTED && endpoint->state == ENDPOINT_UP) {
            return false;
        }
    }
    return true;
}

bool endpoint_ping(struct endpoint *endpoint, int64_t now_ms, uint32_t interval_ms)
{
    if (now_ms < endpoint->ping_ms)
        return true;
    /* Counted, not timed: a caller that was itself stopped finds its peers' answers still under way. */
    endpoint->missed = endpoint->heard ? 0 : endpoint->missed + 1;
    if (endpoint->missed >= MISSED_MAX && !is_broken("ping"))
        return false;
    endpoint->heard = false;
    endpoint->ping_ms = now_ms + interval_ms;
    endpoint->pinged_us = clock_mono_us();
    endpoint->touched = true;
    if (frame_send(endpoint->socket, ping_header, sizeof ping_header, true))
        frame_send(endpoint->socket, "", 0, false);
    return true;
}

static void hear(struct endpoint *endpoint, const Header *header)
{
    endpoint->heard = true;
    if (header->has_credit)
        window_credit(&endpoint->window, header->credit);
    if (header->kind != KIND__PONG)
        return;
    endpoint->answered = true;
    snprintf(endpoint->not_ready, sizeof endpoint->not_ready, "%s", header->not_ready ? header->not_ready : "");
}

bool endpoint_take(struct endpoint *endpoint, struct arena *arena, Header **ret_header, zmq_msg_t *ret_body)
{
    zmq_msg_t parts[2];
    int got = frames_take(endpoint->socket, parts, 2);
    if (!got)
        return false;
    *ret_header = NULL;
    if (got < 0) {
        zmq_msg_init(ret_body);
        return true;
    }
    struct bytes bytes = {zmq_msg_data(&parts[0]), zmq_msg_size(&parts[0])};
    *ret_header = wire_unpack(arena, &header__descriptor, bytes, HEADER_BUDGET);
    zmq_msg_close(&parts[0]);
    *ret_body = parts[1];
    if (*ret_header)
        hear(endpoint, *ret_header);
    return true;
}
