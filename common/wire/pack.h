/* SPDX-License-Identifier: Apache-2.0
 * protobuf-c messages to bytes and back, on an arena.
 */
#ifndef WIRE_PACK_H
#define WIRE_PACK_H

#include <protobuf-c/protobuf-c.h>

#include "base/arena.h"

struct bytes {
    const uint8_t *data;
    size_t size;
};

/* Packed bytes, the arena's. */
struct bytes wire_pack(struct arena *arena, const void *message);

/* The message, the arena's; NULL if the bytes are malformed or would need more than `budget` bytes of memory
 * (1 MB of empty sub-messages takes 56 MB). */
void *wire_unpack(struct arena *arena, const ProtobufCMessageDescriptor *type, struct bytes bytes, size_t budget);

/* A fresh message of `type` with its defaults, the arena's. */
void *wire_new(struct arena *arena, const ProtobufCMessageDescriptor *type);

#endif
