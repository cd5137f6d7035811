/* SPDX-License-Identifier: Apache-2.0
 * Any bytes: what passes the check and can be written is JSON that can be read; but for closed enums, of which an unknown
 * number is written and not read.
 */
#include "fuzz.h"

#include <string.h>

#include "transcode.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    if (!n)
        return 0;
    struct arena *arena = arena_new();
    struct error error;
    struct bytes input = {bytes + 1, n - 1}, back;
    struct text out;
    const struct schema_message *type = fuzz_type(*bytes);
    text_init(&out, arena);
    enum status checked = proto_check(type, input, &error);
    bool closed = strcmp(type->name, "everything.v2.Everything") == 0;
    if (proto_to_json(type, input, &out, &error) == STATUS_OK && checked == STATUS_OK && !closed &&
        json_to_proto(type, out.bytes, out.size, arena, &back, &error) != STATUS_OK)
        abort();
    arena_free(arena);
    return 0;
}
