/* SPDX-License-Identifier: Apache-2.0 */
#include "json/known.h"
#include "json/protowire.h"
#include "transcode.h"

static enum status check(const struct schema_message *type, struct bytes bytes, unsigned depth, struct error *error)
{
    if (depth > JSON_DEPTH)
        return fail_with(error, STATUS_INVALID_ARGUMENT, "the request is nested deeper than %d levels",
                         JSON_DEPTH);
    while (bytes.size) {
        struct wire_value value;
        size_t left = bytes.size;
        if (!protowire_next(&bytes, &value))
            return fail_with(error, STATUS_INVALID_ARGUMENT, "the request is no %s: malformed %zu bytes before its end",
                             type->name, left);
        const struct schema_field *field = schema_field(type, value.number);
        if (!field || value.kind != WIRE_BYTES)
            continue;
        if (field->type == TYPE_MESSAGE)
            TRY(check(field->message, value.bytes, depth + 1, error));
        else if (field->type == TYPE_STRING &&
                 !utf8_is_valid((const char *)value.bytes.data, value.bytes.size))
            return fail_with(error, STATUS_INVALID_ARGUMENT,
                             "%s must be UTF-8 without NUL, has %zu bytes of another form", field->name,
                             value.bytes.size);
    }
    return STATUS_OK;
}

enum status proto_check(const struct schema_message *type, struct bytes bytes, struct error *error)
{
    return check(type, bytes, 1, error);
}
