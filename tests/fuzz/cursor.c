/* SPDX-License-Identifier: Apache-2.0
 * Where a subscriber says that he stands: base64 of a packed Cursor, of Fetch at the gateway and of /events. The first
 * byte chooses the domains. A cursor that is taken leads to one that is taken and says the same.
 */
#include "fuzz.h"

#include "base/text.h"
#include "gateway/event_page.h"
#include "schema/check.h"

struct gateway gateway;

static const char *const words[] = {"customers", "leads", "contracts"};

static void open_gateway(void)
{
    gateway.schema = schema_own();
    gateway.settings.services = "customers leads contracts";
    gateway.n_services = sizeof words / sizeof *words;
    memcpy(gateway.services, words, sizeof words);
}

static struct bytes join(struct event_page *page, const FetchRequest *request, struct arena *arena)
{
    struct bytes packed = event_page_join(page, request, true, arena);
    const FetchReply *reply = wire_unpack(arena, &fetch_reply__descriptor, packed, 1 << 20);
    claim(reply && reply->has_next_cursor, "each answer has a cursor");
    return (struct bytes){reply->next_cursor.data, reply->next_cursor.len};
}

/* What each domain would be asked. */
static void ask_each(const struct event_page *page, struct arena *arena)
{
    for (size_t i = 0; i < page->n_parts; i++) {
        FetchRequest request = FETCH_REQUEST__INIT;
        event_part_place(&page->parts[i], &request, arena);
        claim(request.has_cursor == (page->parts[i].point != NULL), "who stands nowhere sends no cursor");
    }
}

static void walk(FetchRequest *request, struct arena *arena)
{
    struct event_page *page = arena_alloc(arena, sizeof *page), *again = arena_alloc(arena, sizeof *again);
    struct error error;
    if (event_page_open(page, request, arena, &error) != STATUS_OK)
        return;
    ask_each(page, arena);
    struct bytes next = join(page, request, arena);
    request->cursor = (ProtobufCBinaryData){next.size, (uint8_t *)(uintptr_t)next.data};
    request->has_cursor = true;
    claim(event_page_open(again, request, arena, &error) == STATUS_OK, "a cursor that was given is taken");
    claim(again->n_others == page->n_others && again->n_parts == page->n_parts, "nothing is lost from it");
    for (size_t i = 0; i < page->n_parts; i++) {
        const CursorPoint *was = page->parts[i].point, *is = again->parts[i].point;
        claim(!was == !is && (!was || (was->pos == is->pos && text_equal(was->epoch, is->epoch))), "it says the same");
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct input input = {bytes, n};
    struct arena *arena = arena_new();
    FetchRequest request = FETCH_REQUEST__INIT;
    struct error error;
    uint8_t *cursor, choice = input_byte(&input);
    if (!gateway.schema)
        open_gateway();
    request.domains = (const char **)(uintptr_t)words;
    request.n_domains = choice % 4;
    if (choice & 4) {
        cursor = arena_memdup(arena, input.at, input.n);
        request.cursor.len = input.n;
    } else if (!base64_decode(arena, (const char *)input.at, input.n, &cursor, &request.cursor.len)) {
        arena_free(arena);
        return 0;
    }
    request.has_cursor = true;
    request.cursor.data = cursor;
    if (schema_check(schema_message(gateway.schema, fetch_request__descriptor.name), &request.base, &error) == STATUS_OK)
        walk(&request, arena);
    arena_free(arena);
    return 0;
}
