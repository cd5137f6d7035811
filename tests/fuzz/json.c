/* SPDX-License-Identifier: Apache-2.0
 * JSON that is accepted gives bytes that pass the check, and their JSON gives itself again.
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
    struct bytes first, second;
    struct text once, twice;
    const struct schema_message *type = fuzz_type(*bytes);
    text_init(&once, arena);
    text_init(&twice, arena);
    if (json_to_proto(type, (const char *)bytes + 1, n - 1, arena, &first, &error) == STATUS_OK) {
        if (proto_check(type, first, &error) != STATUS_OK)
            abort();
        enum status status = proto_to_json(type, first, &once, &error);
        if (status == STATUS_OK) { /* a NaN in a Value cannot be written */
            if (json_to_proto(type, once.bytes, once.size, arena, &second, &error) != STATUS_OK ||
                proto_to_json(type, second, &twice, &error) != STATUS_OK || once.size != twice.size ||
                memcmp(once.bytes, twice.bytes, once.size) != 0)
                abort();
        }
    }
    arena_free(arena);
    return 0;
}
