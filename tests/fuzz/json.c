/* SPDX-License-Identifier: Apache-2.0
 * The first byte chooses a type. JSON that is accepted gives bytes that pass the check, and their JSON gives itself
 * again.
 */
#include "transcode.h"
#include "types.h"

/* What was read is written, read and written again. A NaN in a Value cannot be written. */
static void go_round(const struct schema_message *type, struct bytes first, struct arena *arena)
{
    struct error error;
    struct bytes second;
    struct text once, twice;
    text_init(&once, arena);
    text_init(&twice, arena);
    if (proto_to_json(type, first, &once, &error) != STATUS_OK)
        return;
    claim(json_to_proto(type, once.bytes, once.size, arena, &second, &error) == STATUS_OK, "what is written can be read");
    claim(proto_to_json(type, second, &twice, &error) == STATUS_OK, "and written again");
    claim(once.size == twice.size && memcmp(once.bytes, twice.bytes, once.size) == 0, "as the same text");
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct input input = {bytes, n};
    struct type type = type_of(input_byte(&input));
    struct arena *arena = arena_new();
    struct error error;
    struct bytes first;
    if (json_to_proto(type.message, (const char *)input.at, input.n, arena, &first, &error) == STATUS_OK) {
        claim(proto_check(type.message, first, &error) == STATUS_OK, "what is accepted passes the check");
        go_round(type.message, first, arena);
    }
    arena_free(arena);
    return 0;
}
