/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/frames.h"

#include <errno.h>
#include <pthread.h>
#include <string.h>

#include "wire/client.h"

static pthread_mutex_t context_lock = PTHREAD_MUTEX_INITIALIZER;
static void *the_context;

void *wire_context(void)
{
    pthread_mutex_lock(&context_lock);
    if (!the_context)
        the_context = zmq_ctx_new();
    void *context = the_context;
    pthread_mutex_unlock(&context_lock);
    return context;
}

void wire_context_end(void)
{
    pthread_mutex_lock(&context_lock);
    if (the_context)
        while (zmq_ctx_term(the_context) < 0 && errno == EINTR)
            ;
    the_context = NULL;
    pthread_mutex_unlock(&context_lock);
}

void socket_set(void *socket, int option, int value)
{
    zmq_setsockopt(socket, option, &value, sizeof value);
}

void *socket_new(void *context, int type, int linger_ms)
{
    void *socket = zmq_socket(context, type);
    if (!socket)
        return NULL;
    int64_t most = BODY_MAX + HEADER_MAX;
    zmq_setsockopt(socket, ZMQ_MAXMSGSIZE, &most, sizeof most);
    socket_set(socket, ZMQ_LINGER, linger_ms);
    socket_set(socket, ZMQ_HEARTBEAT_IVL, 1000);
    socket_set(socket, ZMQ_HEARTBEAT_TIMEOUT, 3000);
    socket_set(socket, ZMQ_HANDSHAKE_IVL, 3000);
    return socket;
}

void frames_close(zmq_msg_t *parts, int n)
{
    for (int i = 0; i < n; i++)
        zmq_msg_close(&parts[i]);
}

static void drop_rest(void *socket, bool more)
{
    zmq_msg_t part;
    while (more) {
        zmq_msg_init(&part);
        more = zmq_msg_recv(&part, socket, ZMQ_DONTWAIT) >= 0 && zmq_msg_more(&part);
        zmq_msg_close(&part);
    }
}

int frames_take(void *socket, zmq_msg_t *ret_parts, int n)
{
    for (int i = 0; i < n; i++) {
        zmq_msg_init(&ret_parts[i]);
        if (zmq_msg_recv(&ret_parts[i], socket, ZMQ_DONTWAIT) < 0) {
            frames_close(ret_parts, i + 1);
            return i == 0 ? 0 : -1;
        }
        bool more = zmq_msg_more(&ret_parts[i]);
        if (more != (i < n - 1)) {
            frames_close(ret_parts, i + 1);
            drop_rest(socket, more);
            return -1;
        }
    }
    return 1;
}

bool frame_send(void *socket, const void *bytes, size_t size, bool more)
{
    return zmq_send(socket, bytes, size, ZMQ_DONTWAIT | (more ? ZMQ_SNDMORE : 0)) >= 0;
}

static size_t varint_put(uint8_t *at, uint32_t value)
{
    size_t n = 0;
    for (; value >= 0x80; value >>= 7)
        at[n++] = (uint8_t)(value | 0x80);
    at[n++] = (uint8_t)value;
    return n;
}

size_t field_put(uint8_t *at, uint32_t number, uint32_t value)
{
    size_t n = varint_put(at, number << 3);
    return n + varint_put(at + n, value);
}
