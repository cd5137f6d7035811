/* SPDX-License-Identifier: Apache-2.0
 * A request's body as a worker reads it: the first byte chooses the type, the second the memory that it may take.
 */
#include "fuzz.h"

#include "dealspine/events.pb-c.h"
#include "dealspine/leads.pb-c.h"
#include "dealspine/opportunities.pb-c.h"
#include "dealspine/wire.pb-c.h"
#include "schema/check.h"
#include "schema/schema.h"
#include "strip.h"
#include "wire/pack.h"

enum { BUDGET_BITS = 17, AGAIN_MEMORY = 64 << 20 };

static const ProtobufCMessageDescriptor *const types[] = {
    &capture_lead_request__descriptor, &fetch_request__descriptor, &fetch_reply__descriptor, &cursor__descriptor,
    &event__descriptor, &principal__descriptor, &publish_rules_request__descriptor, &set_lines_request__descriptor,
    &header__descriptor,
};

/* What was read is the message: packed, it gives itself again. */
static void go_round(const ProtobufCMessageDescriptor *type, ProtobufCMessage *message, struct arena *arena)
{
    strip(message);
    struct bytes once = wire_pack(arena, message);
    const ProtobufCMessage *again = wire_unpack(arena, type, once, AGAIN_MEMORY);
    claim(again, "what was packed can be unpacked");
    struct bytes twice = wire_pack(arena, again);
    claim(once.size == twice.size && !memcmp(once.data, twice.data, once.size), "and is the same");
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct input input = {bytes, n};
    const ProtobufCMessageDescriptor *type = types[input_byte(&input) % (sizeof types / sizeof *types)];
    size_t budget = (size_t)64 << (input_byte(&input) % BUDGET_BITS);
    struct arena *arena = arena_new();
    struct error error = {0};
    ProtobufCMessage *message = wire_unpack(arena, type, (struct bytes){input.at, input.n}, budget);
    claim(arena_used(arena) <= budget, "unpacking keeps to its budget");
    if (message) {
        const struct schema_message *rules = schema_message(schema_own(), type->name);
        if (schema_check(rules, message, &error) != STATUS_OK)
            claim(error.status == STATUS_INVALID_ARGUMENT && error.message[0], "a refusal names the rule");
        go_round(type, message, arena);
    }
    arena_free(arena);
    return 0;
}
