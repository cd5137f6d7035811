/* SPDX-License-Identifier: Apache-2.0
 * The encoding of protobuf itself: tags, varints, length-prefixed bytes.
 */
#ifndef JSON_PROTOWIRE_H
#define JSON_PROTOWIRE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"
#include "schema/schema.h"
#include "wire/pack.h"

enum wire_kind { WIRE_VARINT = 0, WIRE_64 = 1, WIRE_BYTES = 2, WIRE_32 = 5 };

/* How one value of `type` is encoded unless it is packed. */
enum wire_kind protowire_kind(enum schema_type type);

struct wire_value {
    uint32_t number;
    enum wire_kind kind;
    uint64_t scalar;    /* unless kind is WIRE_BYTES */
    struct bytes bytes; /* if it is; borrowed from the input */
};

/* Takes the next field off the front of `rest`, which is not empty. False if the bytes are malformed; groups are. */
bool protowire_next(struct bytes *rest, struct wire_value *ret);
/* Takes one scalar of `kind` off a packed field. */
bool protowire_next_packed(struct bytes *rest, enum wire_kind kind, uint64_t *ret);

void protowire_put_varint(struct text *out, uint64_t value);
void protowire_put_fixed(struct text *out, uint64_t value, size_t size); /* 4 or 8 bytes */
void protowire_put_tag(struct text *out, uint32_t number, enum wire_kind kind);
void protowire_put_bytes(struct text *out, uint32_t number, const void *bytes, size_t n);

/* A length-prefixed field: what is put between begin and end is its content. */
size_t protowire_begin(struct text *out, uint32_t number);
void protowire_end(struct text *out, size_t begun);

#endif
