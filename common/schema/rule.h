/* SPDX-License-Identifier: Apache-2.0
 * How a pure rule says no, the words of enums, and what all nouns have in common: a state and a version.
 */
#ifndef SCHEMA_RULE_H
#define SCHEMA_RULE_H

#include <protobuf-c/protobuf-c.h>
#include <stdint.h>

#include "base/lifecycle.h"
#include "base/status.h"

/* Records the sentence, and where given the request's `field` and the machine's `reason`; returns `status`. */
enum status rule_broken(struct error *error, enum status status, const char *field, const char *reason,
                        const char *format, ...) PRINTF(5, 6);

/* The name of an enum's value as in the .proto, which is how SQL stores it; NULL for a number that is none. Static. */
const char *enum_word(const ProtobufCEnumDescriptor *type, int value);

/* Where `verb` leads from `state`, both values of `type`. FAILED_PRECONDITION, reason WRONG_STATE; `ret_state` is then
 * untouched. */
enum status state_step(const struct lifecycle *lifecycle, const ProtobufCEnumDescriptor *type, int state,
                       const char *verb, int *ret_state, struct error *error) MUST_CHECK;

/* May it go from `state` to `to`, whatever the verb? As lifecycle_reach(). */
enum status state_reach(const struct lifecycle *lifecycle, const ProtobufCEnumDescriptor *type, int state, int to,
                        struct error *error) MUST_CHECK;

/* ABORTED, reason VERSION, naming the present version, when `expected` (NULL: whatever it is) is another one. */
enum status version_expect(const char *noun, uint64_t present, const uint64_t *expected,
                           struct error *error) MUST_CHECK;

#endif
