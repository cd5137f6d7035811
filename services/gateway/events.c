/* SPDX-License-Identifier: Apache-2.0
 * A Fetch goes in rounds. The first asks every domain for what is there. While there is nothing, and the caller has
 * time, further rounds let each domain wait a little: the first one with something ends the round, what the others
 * still say is dropped. A round is short, so that little is left parked behind a caller who has gone on.
 */
#include "events.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "calls.h"
#include "connect_error.h"
#include "event_page.h"
#include "gateway.h"
#include "schema/check.h"

enum { ROUND_MS = 2000, SPARE_MS = 500, SLACK_MS = 3000, MEMORY = 32 << 20 };

struct fetch {
    struct arena *arena;
    struct rpc *rpc; /* NULL once answered */
    FetchRequest *request;
    struct event_page page;
    unsigned outstanding;
    bool waiting; /* this round's calls may be parked */
    int64_t until_ms;
};

struct part_call {
    struct fetch *fetch;
    struct event_part *part;
};

static void begin_round(struct fetch *fetch);

static bool is_passing(enum status status)
{
    return status == STATUS_UNAVAILABLE || status == STATUS_DEADLINE_EXCEEDED || status == STATUS_RESOURCE_EXHAUSTED;
}

/* A domain that is away for a while holds nobody up, as long as its place in the cursor is known. */
static const struct error *hard_error(const struct event_page *page)
{
    size_t away = 0;
    for (size_t i = 0; i < page->n_parts; i++) {
        const struct event_part *part = &page->parts[i];
        if (part->error.status == STATUS_OK)
            continue;
        if (!is_passing(part->error.status) || !part->point || ++away == page->n_parts)
            return &part->error;
    }
    return NULL;
}

static void finish(struct fetch *fetch, const struct error *error)
{
    struct rpc *rpc = fetch->rpc;
    fetch->rpc = NULL;
    if (error)
        connect_fail(rpc->request, error);
    else
        rpc_reply(rpc, event_page_join(&fetch->page, fetch->request, rpc->json, fetch->arena), NULL);
}

static void end_round(struct fetch *fetch)
{
    const struct error *error = hard_error(&fetch->page);
    if (error || event_page_has_events(&fetch->page) || clock_mono_ms() >= fetch->until_ms || gateway.draining)
        finish(fetch, error);
    else
        begin_round(fetch);
}

static void on_part(void *context, const struct answer *answer)
{
    struct part_call *call = context;
    struct fetch *fetch = call->fetch;
    struct event_part *part = call->part;
    fetch->outstanding--;
    if (fetch->rpc) {
        part->error = answer->error;
        if (part->error.status == STATUS_OK && !event_part_read(part, answer->body, fetch->arena))
            fail_with(&part->error, STATUS_INTERNAL, "%s: the reply to Fetch is malformed", part->domain);
        bool enough = fetch->waiting && (event_part_has_events(part) || hard_error(&fetch->page));
        if (!fetch->outstanding || enough)
            end_round(fetch);
    }
    if (!fetch->rpc && !fetch->outstanding)
        arena_free(fetch->arena);
}

static void ask(struct fetch *fetch, struct event_part *part, uint32_t wait_ms)
{
    FetchRequest request = *fetch->request;
    Header header = fetch->rpc->header;
    struct part_call *call = arena_alloc(fetch->arena, sizeof *call);
    *call = (struct part_call){fetch, part};
    event_part_place(part, &request, fetch->arena);
    request.has_wait_ms = true;
    request.wait_ms = wait_ms;
    request.consumer = NULL; /* that name is for services: what they have read is kept for them */
    request.n_domains = 0;
    uint32_t left_ms = rpc_left_ms(fetch->rpc);
    struct outcall outcall = {.service = part->domain,
                              .header = &header,
                              .body = wire_pack(fetch->arena, &request),
                              .timeout_ms = left_ms < wait_ms + SLACK_MS ? left_ms : wait_ms + SLACK_MS,
                              .query = true};
    fetch->outstanding++;
    calls_send(gateway.calls, &outcall, on_part, call);
}

static bool is_up(const struct event_part *part)
{
    struct client *client = calls_client(gateway.calls);
    return client && client_ready(client, part->domain, NULL, 0) > 0;
}

static void begin_round(struct fetch *fetch)
{
    struct event_page *page = &fetch->page;
    int64_t left_ms = fetch->until_ms - clock_mono_ms();
    uint32_t wait_ms = 0;
    if (page->rounds++ && event_page_caught_up(page) && left_ms > 0)
        wait_ms = (uint32_t)(left_ms < ROUND_MS ? left_ms : ROUND_MS);
    fetch->waiting = wait_ms > 0;
    fetch->outstanding++; /* no answer ends the round before all are asked */
    for (size_t i = 0; i < page->n_parts; i++)
        event_part_begin(&page->parts[i]);
    for (size_t i = 0; i < page->n_parts && fetch->rpc; i++) {
        struct event_part *part = &page->parts[i];
        if (is_up(part))
            ask(fetch, part, wait_ms);
        else
            fail_with(&part->error, STATUS_UNAVAILABLE, "%s: does not answer", part->domain);
    }
    if (!--fetch->outstanding && fetch->rpc)
        end_round(fetch);
}

static enum status open_fetch(struct fetch *fetch, struct error *error)
{
    struct rpc *rpc = fetch->rpc;
    fetch->request = wire_unpack(fetch->arena, &fetch_request__descriptor, rpc->body, MEMORY);
    if (!fetch->request)
        return fail_with(error, STATUS_INVALID_ARGUMENT, "the request is no FetchRequest");
    TRY(schema_check(rpc->method->input, &fetch->request->base, error));
    TRY(event_page_open(&fetch->page, fetch->request, fetch->arena, error));
    int64_t wait_ms = fetch->request->has_wait_ms ? fetch->request->wait_ms : 0;
    if (!rpc->has_deadline)
        rpc->deadline_ms += wait_ms;
    fetch->until_ms = clock_mono_ms() + wait_ms;
    if (fetch->until_ms > rpc->deadline_ms - SPARE_MS)
        fetch->until_ms = rpc->deadline_ms - SPARE_MS;
    return STATUS_OK;
}

void events_fetch(struct rpc *rpc)
{
    struct arena *arena = arena_new();
    struct fetch *fetch = arena_alloc(arena, sizeof *fetch);
    struct error error;
    fetch->arena = arena;
    fetch->rpc = rpc;
    if (open_fetch(fetch, &error) == STATUS_OK)
        begin_round(fetch);
    else
        finish(fetch, &error);
    if (!fetch->rpc && !fetch->outstanding)
        arena_free(arena);
}
