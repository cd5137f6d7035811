/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/pack.h"

struct bytes wire_pack(struct arena *arena, const void *message)
{
    size_t size = protobuf_c_message_get_packed_size(message);
    uint8_t *packed = arena_alloc(arena, size ? size : 1);
    protobuf_c_message_pack(message, packed);
    return (struct bytes){packed, size};
}

static void *take(void *arena, size_t size)
{
    return arena_try(arena, size);
}

static void keep(void *arena, void *pointer)
{
    (void)arena, (void)pointer; /* goes with the arena */
}

void *wire_unpack(struct arena *arena, const ProtobufCMessageDescriptor *type, struct bytes bytes, size_t budget)
{
    ProtobufCAllocator allocator = {.alloc = take, .free = keep, .allocator_data = arena};
    arena_limit(arena, arena_used(arena) + (budget ? budget : 1));
    void *message = protobuf_c_message_unpack(type, &allocator, bytes.size, bytes.data);
    arena_limit(arena, 0);
    return message;
}

void *wire_new(struct arena *arena, const ProtobufCMessageDescriptor *type)
{
    void *message = arena_alloc(arena, type->sizeof_message);
    protobuf_c_message_init(type, message);
    return message;
}
