/* SPDX-License-Identifier: Apache-2.0 */
#include "schema/options.h"

static const ProtobufCMessageUnknownField *find(const void *options, enum option_number number)
{
    const ProtobufCMessage *message = options;
    const ProtobufCMessageUnknownField *found = NULL;
    for (unsigned i = 0; message && i < message->n_unknown_fields; i++)
        if (message->unknown_fields[i].tag == number)
            found = &message->unknown_fields[i];
    return found;
}

/* Bytes read, 0 if there is no whole varint. */
static size_t read_varint(const uint8_t *bytes, size_t n, uint64_t *ret_value)
{
    uint64_t value = 0;
    for (size_t i = 0; i < n && i < 10; i++) {
        value |= (uint64_t)(bytes[i] & 0x7f) << (7 * i);
        if (bytes[i] < 0x80) {
            *ret_value = value;
            return i + 1;
        }
    }
    return 0;
}

const char *option_text(const void *options, enum option_number number, struct arena *arena)
{
    const ProtobufCMessageUnknownField *field = find(options, number);
    if (!field || field->wire_type != PROTOBUF_C_WIRE_TYPE_LENGTH_PREFIXED)
        return NULL;
    uint64_t size; /* protobuf-c leaves the length in front of the bytes */
    size_t head = read_varint(field->data, field->len, &size);
    if (!head || size > field->len - head)
        return NULL;
    return arena_strndup(arena, (const char *)field->data + head, size);
}

bool option_number(const void *options, enum option_number number, int64_t *ret_value)
{
    const ProtobufCMessageUnknownField *field = find(options, number);
    uint64_t value;
    if (!field || field->wire_type != PROTOBUF_C_WIRE_TYPE_VARINT || !read_varint(field->data, field->len, &value))
        return false;
    *ret_value = (int64_t)value;
    return true;
}

bool option_is_set(const void *options, enum option_number number)
{
    int64_t value;
    return option_number(options, number, &value) && value;
}
