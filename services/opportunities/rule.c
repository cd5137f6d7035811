/* SPDX-License-Identifier: Apache-2.0 */
#include "rule.h"

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
