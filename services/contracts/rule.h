/* SPDX-License-Identifier: Apache-2.0
 * How a pure rule says no, and the words of enums.
 */
#ifndef CONTRACTS_RULE_H
#define CONTRACTS_RULE_H

#include <protobuf-c/protobuf-c.h>

#include "base/status.h"

/* Records the sentence, and where given the request's `field` and the machine's `reason`; returns `status`. */
enum status rule_broken(struct error *error, enum status status, const char *field, const char *reason,
                        const char *format, ...) PRINTF(5, 6);

/* The name of an enum's value as in the .proto, which is how SQL stores it; NULL for a number that is none. Static. */
const char *enum_word(const ProtobufCEnumDescriptor *type, int value);

#endif
