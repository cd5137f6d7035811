/* SPDX-License-Identifier: Apache-2.0
 * JSON text to protobuf bytes by the tables of common/schema, after the canonical mapping of
 * https://protobuf.dev/programming-guides/json/. No generated message is needed. google.protobuf.Any is not supported.
 * Stricter than the mapping asks: a field or key given twice, NUL in a string, and more than 64 levels are refused;
 * 64-bit integers above 2^53 in exponent form must be written out.
 */
#ifndef GATEWAY_TRANSCODE_H
#define GATEWAY_TRANSCODE_H

#include "base/arena.h"
#include "base/status.h"
#include "base/text.h"
#include "json/write.h"
#include "schema/schema.h"
#include "wire/pack.h"

/* Reads one JSON value as a message of `type`; the bytes are the arena's.
 * INVALID_ARGUMENT with error.field and the rule; values are not repeated in the message. */
enum status json_to_proto(const struct schema_message *type, const char *json, size_t n, struct arena *arena,
                          struct bytes *ret, struct error *error) MUST_CHECK;

/* Is `bytes` a message of `type` that can go on to a service: well-formed, not too deep, its strings UTF-8 without
 * NUL? INVALID_ARGUMENT otherwise. */
enum status proto_check(const struct schema_message *type, struct bytes bytes, struct error *error) MUST_CHECK;

#endif
