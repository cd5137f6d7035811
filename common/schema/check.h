/* SPDX-License-Identifier: Apache-2.0
 * Checks a message against the options of its fields (proto/dealspine/options.proto), before a handler sees it.
 */
#ifndef SCHEMA_CHECK_H
#define SCHEMA_CHECK_H

#include <protobuf-c/protobuf-c.h>
#include <stdbool.h>

#include "schema/schema.h"

/* Checks `message`, whose descriptor is that of `type`, and all messages in it: required, max_len, min, max, format,
 * UTF-8, known enum values, real times. INVALID_ARGUMENT at the first fault: error.field is the dotted path
 * ("lines[2].quantity"), the message states rule and shape, never the value. */
enum status schema_check(const struct schema_message *type, const ProtobufCMessage *message, struct error *error)
    MUST_CHECK;

/* Does `text` have the form that the option `format` names? An unknown format accepts nothing.
 * Zones: the form of an IANA name; where the machine has a zone database, one that it holds. */
bool format_is_valid(const char *format, const char *text);

#endif
