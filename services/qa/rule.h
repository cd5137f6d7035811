/* SPDX-License-Identifier: Apache-2.0
 * How a pure rule says no, and the words of enums.
 */
#ifndef QA_RULE_H
#define QA_RULE_H

#include <protobuf-c/protobuf-c.h>

#include "base/lifecycle.h"
#include "base/status.h"

/* Records the sentence, and where given the request's `field` and the machine's `reason`; returns `status`. */
enum status rule_broken(struct error *error, enum status status, const char *field, const char *reason,
                        const char *format, ...) PRINTF(5, 6);

/* The name of an enum's value as in the .proto, which is how SQL stores it; NULL for a number that is none. Static. */
const char *enum_word(const ProtobufCEnumDescriptor *type, int value);

/* The value that `verb` leads to from `value`, by the lifecycle over the words of `type`. FAILED_PRECONDITION, reason
 * WRONG_STATE; `ret_value` is then untouched. */
enum status enum_step(const struct lifecycle *lifecycle, const ProtobufCEnumDescriptor *type, int value,
                      const char *verb, int *ret_value, struct error *error) MUST_CHECK;

/* ABORTED, naming the present version, when `expected` (0: whatever it is) is another one. */
enum status version_expect(uint64_t version, uint64_t expected, const char *noun, struct error *error) MUST_CHECK;

#endif
