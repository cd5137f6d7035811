/* SPDX-License-Identifier: Apache-2.0
 * The well-known types whose JSON is a text: Timestamp, Duration, FieldMask; and which types are special at all.
 */
#ifndef JSON_KNOWN_H
#define JSON_KNOWN_H

#include "base/text.h"
#include "schema/schema.h"
#include "wire/pack.h"

enum known {
    KNOWN_NOT, /* an ordinary message */
    KNOWN_TIMESTAMP,
    KNOWN_DURATION,
    KNOWN_FIELD_MASK,
    KNOWN_WRAPPER, /* its field 1 alone */
    KNOWN_STRUCT,
    KNOWN_VALUE,
    KNOWN_LIST,
    KNOWN_ANY
};

enum known known_type(const struct schema_message *type);
bool is_null_enum(const struct schema_field *field); /* google.protobuf.NullValue, JSON null */

/* Text to the message's fields; NULL, or the rule that the text breaks. */
const char *known_read(enum known known, const char *text, struct text *out);

/* The message's bytes to a JSON string; NULL, or what is wrong with it. */
const char *known_write(enum known known, struct bytes bytes, struct text *out);

#endif
