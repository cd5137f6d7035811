/* SPDX-License-Identifier: Apache-2.0
 * The first byte chooses a type. Any bytes: what passes the check and can be written is JSON that can be read; but for
 * closed enums, of which an unknown number is written and not read.
 */
#include "transcode.h"
#include "types.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct input input = {bytes, n};
    struct type type = type_of(input_byte(&input));
    struct arena *arena = arena_new();
    struct error error;
    struct bytes message = {input.at, input.n}, back;
    struct text out;
    text_init(&out, arena);
    bool checked = proto_check(type.message, message, &error) == STATUS_OK;
    if (proto_to_json(type.message, message, &out, &error) == STATUS_OK && checked && !type.closed)
        claim(json_to_proto(type.message, out.bytes, out.size, arena, &back, &error) == STATUS_OK,
              "what is written can be read");
    arena_free(arena);
    return 0;
}
