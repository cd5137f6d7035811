/* SPDX-License-Identifier: Apache-2.0
 * ZeroMQ sockets with the options that all ours share, and whole messages in and out of them.
 */
#ifndef WIRE_FRAMES_H
#define WIRE_FRAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <zmq.h>

enum {
    BODY_MAX = 1 << 20,
    HEADER_MAX = 1 << 16,       /* a frame may hold BODY_MAX + HEADER_MAX; the peer that sends more is cut off */
    HEADER_BUDGET = 1 << 18,    /* memory that unpacking a header may take */
    ID_SIZE = 16,
    FIELD_MAX = 8,              /* room that field_put() may need */
    FIELD_TIMEOUT_MS = 5,       /* of Header */
    FIELD_CREDIT = 21
};

/* A DEALER or ROUTER with heartbeats, size limit and `linger_ms`; NULL with errno set. */
void *socket_new(void *context, int type, int linger_ms);
void socket_set(void *socket, int option, int value);

/* Receives one message of exactly `n` frames into `ret_parts`, which the caller closes with frames_close().
 * 1: there; 0: nothing to receive; -1: it had another number of frames and was dropped. */
int frames_take(void *socket, zmq_msg_t *ret_parts, int n);
void frames_close(zmq_msg_t *parts, int n);

/* Copies and queues one frame without blocking; false with errno set. */
bool frame_send(void *socket, const void *bytes, size_t size, bool more);

/* Writes a varint field of Header; its size. The last of several fields of one number wins in protobuf, so this changes
 * a packed header by appending. */
size_t field_put(uint8_t *at, uint32_t number, uint32_t value);

#endif
