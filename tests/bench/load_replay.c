/* SPDX-License-Identifier: Apache-2.0
 * Reads the log of leads from its earliest event to its end, a page at a time, as a subscriber over ZeroMQ does.
 */
#include "load.h"

#include "dealspine/events.pb-c.h"

enum { PAGE = 1000, TIMEOUT_MS = 30000, PAGE_BUDGET = 64 << 20 };

struct reading {
    uint64_t events, bytes, pages, last_pos, out_of_order;
};

static void note_page(struct reading *reading, const FetchReply *reply, size_t size)
{
    reading->pages++;
    reading->bytes += size;
    for (size_t i = 0; i < reply->n_events; i++) {
        reading->out_of_order += reply->events[i]->pos <= reading->last_pos;
        reading->last_pos = reply->events[i]->pos;
        reading->events++;
    }
}

/* False at the end of the log. */
static bool read_page(struct client *client, SignedPrincipal *principal, ProtobufCBinaryData *cursor,
                      struct arena *arena, struct reading *reading)
{
    FetchRequest request = FETCH_REQUEST__INIT;
    Header header = HEADER__INIT;
    header.method = "events.Fetch";
    header.principal = principal;
    request.has_max_events = true;
    request.max_events = PAGE;
    request.has_cursor = cursor->len > 0;
    request.cursor = *cursor;
    const struct outcall outcall = {.service = "leads", .header = &header, .body = wire_pack(arena, &request),
                                    .timeout_ms = TIMEOUT_MS, .query = true};
    struct answer *answer = client_call(client, &outcall);
    if (answer->error.status != STATUS_OK)
        load_fail("Fetch", answer->error.message);
    const FetchReply *reply = wire_unpack(answer->arena, &fetch_reply__descriptor, answer->body, PAGE_BUDGET);
    if (!reply)
        load_fail("Fetch", "the reply is not a FetchReply");
    note_page(reading, reply, answer->body.size);
    cursor->len = reply->next_cursor.len;
    cursor->data = arena_memdup(arena, reply->next_cursor.data, reply->next_cursor.len);
    bool more = !reply->caught_up;
    answer_free(answer);
    return more;
}

void load_replay(const struct load *load)
{
    struct arena *kept = arena_new(), *arenas[2] = {arena_new(), arena_new()}; /* the cursor lives one page longer */
    SignedPrincipal *principal;
    struct client *client = load_client(load, kept, &principal);
    struct reading reading = {0};
    ProtobufCBinaryData cursor = {0};
    load_await(client, "leads");
    int64_t began_us = clock_mono_us();
    for (int i = 0; read_page(client, principal, &cursor, arenas[i % 2], &reading); i++)
        arena_reset(arenas[(i + 1) % 2]);
    double took_s = (double)(clock_mono_us() - began_us) / 1e6;
    client_close(client);
    wire_context_end();
    for (int i = 0; i < 2; i++)
        arena_free(arenas[i]);
    arena_free(kept);
    printf("{\"events\":%llu,\"pages\":%llu,\"bytes\":%llu,\"out_of_order\":%llu,\"seconds\":%.4f,\"cpu_s\":%.3f}\n",
           (unsigned long long)reading.events, (unsigned long long)reading.pages, (unsigned long long)reading.bytes,
           (unsigned long long)reading.out_of_order, took_s, load_cpu_s());
}
