/* SPDX-License-Identifier: Apache-2.0
 * Protobuf bytes to JSON by the tables of common/schema, after the canonical mapping of
 * https://protobuf.dev/programming-guides/json/. No generated message is needed. google.protobuf.Any is not supported.
 */
#ifndef JSON_WRITE_H
#define JSON_WRITE_H

#include "base/status.h"
#include "base/text.h"
#include "schema/schema.h"
#include "wire/pack.h"

enum { JSON_DEPTH = 64 };

/* Appends the message as JSON to `out`: JSON names, 64-bit integers as strings, enum names, only what is present.
 * Unknown fields are left out, ill-formed UTF-8 becomes U+FFFD. INTERNAL if the bytes are malformed, nested too deep or
 * hold a time or duration out of its range. */
enum status proto_to_json(const struct schema_message *type, struct bytes bytes, struct text *out, struct error *error)
    MUST_CHECK;

#endif
