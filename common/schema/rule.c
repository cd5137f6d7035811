/* SPDX-License-Identifier: Apache-2.0 */
#include "schema/rule.h"

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

enum status state_step(const struct lifecycle *lifecycle, const ProtobufCEnumDescriptor *type, int state,
                       const char *verb, int *ret_state, struct error *error)
{
    const char *to;
    TRY(lifecycle_step(lifecycle, enum_word(type, state), verb, &to, error));
    *ret_state = protobuf_c_enum_descriptor_get_value_by_name(type, to)->value;
    return STATUS_OK;
}

enum status state_reach(const struct lifecycle *lifecycle, const ProtobufCEnumDescriptor *type, int state, int to,
                        struct error *error)
{
    return lifecycle_reach(lifecycle, enum_word(type, state), enum_word(type, to), error);
}

enum status version_expect(const char *noun, uint64_t present, const uint64_t *expected, struct error *error)
{
    if (!expected || *expected == present)
        return STATUS_OK;
    return rule_broken(error, STATUS_ABORTED, "expected_version", "VERSION",
                       "this %s is at version %" PRIu64 ", not %" PRIu64 ": read it again", noun, present, *expected);
}
