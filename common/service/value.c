/* SPDX-License-Identifier: Apache-2.0 */
#include "service/value.h"

#include "base/id.h"

const char *new_id(struct call *call)
{
    char *id = arena_alloc(call->arena, ID_TEXT);
    id_new_text(id);
    return id;
}

int64_t time_us(const Google__Protobuf__Timestamp *at)
{
    return at ? at->seconds * 1000000 + at->nanos / 1000 : 0;
}

Google__Protobuf__Timestamp *time_message(struct call *call, int64_t us)
{
    Google__Protobuf__Timestamp *at = arena_alloc(call->arena, sizeof *at);
    google__protobuf__timestamp__init(at);
    at->seconds = us / 1000000;
    at->nanos = (int32_t)(us % 1000000) * 1000;
    return at;
}
