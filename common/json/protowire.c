/* SPDX-License-Identifier: Apache-2.0 */
#include "json/protowire.h"

#include <string.h>

enum { VARINT_MOST = 10 };

enum wire_kind protowire_kind(enum schema_type type)
{
    switch (type) {
    case TYPE_DOUBLE: case TYPE_FIXED64: case TYPE_SFIXED64: return WIRE_64;
    case TYPE_FLOAT: case TYPE_FIXED32: case TYPE_SFIXED32: return WIRE_32;
    case TYPE_STRING: case TYPE_BYTES: case TYPE_MESSAGE: return WIRE_BYTES;
    default: return WIRE_VARINT;
    }
}

static bool take_varint(struct bytes *rest, uint64_t *ret)
{
    uint64_t value = 0;
    for (size_t i = 0; i < rest->size && i < VARINT_MOST; i++) {
        uint8_t byte = rest->data[i];
        if (i == VARINT_MOST - 1 && byte > 1)
            return false;
        value |= (uint64_t)(byte & 0x7f) << (7 * i);
        if (byte < 0x80) {
            *ret = value;
            rest->data += i + 1;
            rest->size -= i + 1;
            return true;
        }
    }
    return false;
}

static bool take_fixed(struct bytes *rest, size_t size, uint64_t *ret)
{
    if (rest->size < size)
        return false;
    uint64_t value = 0;
    for (size_t i = 0; i < size; i++)
        value |= (uint64_t)rest->data[i] << (8 * i);
    rest->data += size;
    rest->size -= size;
    *ret = value;
    return true;
}

bool protowire_next_packed(struct bytes *rest, enum wire_kind kind, uint64_t *ret)
{
    return kind == WIRE_VARINT ? take_varint(rest, ret) : take_fixed(rest, kind == WIRE_64 ? 8 : 4, ret);
}

bool protowire_next(struct bytes *rest, struct wire_value *ret)
{
    uint64_t tag;
    if (!take_varint(rest, &tag) || tag > UINT32_MAX || tag >> 3 == 0)
        return false;
    ret->number = (uint32_t)(tag >> 3);
    ret->kind = (enum wire_kind)(tag & 7);
    if (ret->kind == WIRE_VARINT || ret->kind == WIRE_64 || ret->kind == WIRE_32)
        return protowire_next_packed(rest, ret->kind, &ret->scalar);
    uint64_t size;
    if (ret->kind != WIRE_BYTES || !take_varint(rest, &size) || size > rest->size)
        return false;
    ret->bytes = (struct bytes){rest->data, size};
    rest->data += size;
    rest->size -= size;
    return true;
}

static size_t encode_varint(uint64_t value, uint8_t ret_bytes[VARINT_MOST])
{
    size_t n = 0;
    for (; value >= 0x80; value >>= 7)
        ret_bytes[n++] = (uint8_t)(value | 0x80);
    ret_bytes[n++] = (uint8_t)value;
    return n;
}

void protowire_put_varint(struct text *out, uint64_t value)
{
    uint8_t bytes[VARINT_MOST];
    text_put(out, bytes, encode_varint(value, bytes));
}

void protowire_put_fixed(struct text *out, uint64_t value, size_t size)
{
    uint8_t bytes[8];
    for (size_t i = 0; i < size; i++)
        bytes[i] = (uint8_t)(value >> (8 * i));
    text_put(out, bytes, size);
}

void protowire_put_tag(struct text *out, uint32_t number, enum wire_kind kind)
{
    protowire_put_varint(out, (uint64_t)number << 3 | kind);
}

void protowire_put_bytes(struct text *out, uint32_t number, const void *bytes, size_t n)
{
    protowire_put_tag(out, number, WIRE_BYTES);
    protowire_put_varint(out, n);
    text_put(out, bytes, n);
}

size_t protowire_begin(struct text *out, uint32_t number)
{
    protowire_put_tag(out, number, WIRE_BYTES);
    return out->size;
}

void protowire_end(struct text *out, size_t begun)
{
    uint8_t prefix[VARINT_MOST];
    size_t size = out->size - begun, n = encode_varint(size, prefix);
    text_put(out, prefix, n); /* makes room; the content then moves behind its length */
    memmove(out->bytes + begun + n, out->bytes + begun, size);
    memcpy(out->bytes + begun, prefix, n);
}
