/* SPDX-License-Identifier: Apache-2.0 */
#include "rule.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

enum status rule_broken(struct error *error, enum status status, const char *field, const char *reason,
                        const char *format, ...)
{
    char sentence[sizeof error->message];
    va_list args;
    va_start(args, format);
    vsnprintf(sentence, sizeof sentence, format, args);
    va_end(args);
    fail_with(error, status, "%s", sentence);
    if (field)
        snprintf(error->field, sizeof error->field, "%s", field);
    if (reason)
        snprintf(error->reason, sizeof error->reason, "%s", reason);
    return status;
}

const char *enum_word(const ProtobufCEnumDescriptor *type, int value)
{
    const ProtobufCEnumValue *known = protobuf_c_enum_descriptor_get_value(type, value);
    return known ? known->name : NULL;
}

enum status enum_step(const struct lifecycle *lifecycle, const ProtobufCEnumDescriptor *type, int value,
                      const char *verb, int *ret_value, struct error *error)
{
    const char *to;
    TRY(lifecycle_step(lifecycle, enum_word(type, value), verb, &to, error));
    *ret_value = protobuf_c_enum_descriptor_get_value_by_name(type, to)->value;
    return STATUS_OK;
}

enum status version_expect(uint64_t version, uint64_t expected, const char *noun, struct error *error)
{
    if (expected == 0 || expected == version)
        return STATUS_OK;
    return rule_broken(error, STATUS_ABORTED, "expected_version", "VERSION",
                       "this %s is at version %" PRIu64 ", not %" PRIu64 ": read it again", noun, version, expected);
}
