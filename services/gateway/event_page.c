/* SPDX-License-Identifier: Apache-2.0 */
#include "event_page.h"

#include <string.h>

#include "base/text.h"
#include "transcode.h"

enum { MAX_EVENTS = 100, CURSOR_MEMORY = 1 << 18, REPLY_MEMORY = 64 << 20 };

/* ---- opening ----------------------------------------------------------------------------------------------------- */

static bool is_known(const char *domain)
{
    for (size_t i = 0; i < gateway.n_services; i++)
        if (strcmp(gateway.services[i], domain) == 0)
            return true;
    return false;
}

static bool is_wanted(const FetchRequest *request, const char *domain)
{
    for (size_t i = 0; i < request->n_domains; i++)
        if (strcmp(request->domains[i], domain) == 0)
            return true;
    return !request->n_domains;
}

static struct event_part *find_part(struct event_page *page, const char *domain)
{
    for (size_t i = 0; i < page->n_parts; i++)
        if (text_equal(page->parts[i].domain, domain))
            return &page->parts[i];
    return NULL;
}

/* What we know of a point, and nothing else that its bytes may hold: it goes out again with the next cursor. */
static CursorPoint *copy_point(const CursorPoint *given, struct arena *arena)
{
    CursorPoint *point = wire_new(arena, &cursor_point__descriptor);
    point->domain = given->domain;
    point->epoch = given->epoch;
    point->has_pos = given->has_pos;
    point->pos = given->pos;
    return point;
}

static enum status place_parts(struct event_page *page, const FetchRequest *request, struct arena *arena,
                               struct error *error)
{
    if (!request->has_cursor || !request->cursor.len)
        return STATUS_OK;
    const struct bytes packed = {request->cursor.data, request->cursor.len};
    const Cursor *cursor = wire_unpack(arena, &cursor__descriptor, packed, CURSOR_MEMORY);
    if (!cursor)
        return fail_with(error, STATUS_INVALID_ARGUMENT, "cursor must be one that Fetch gave, has %zu other bytes",
                         packed.size);
    page->others = arena_alloc(arena, (cursor->n_points + 1) * sizeof *page->others);
    for (size_t i = 0; i < cursor->n_points; i++) {
        CursorPoint *point = copy_point(cursor->points[i], arena);
        struct event_part *part = find_part(page, point->domain);
        if (part)
            part->point = point;
        else
            page->others[page->n_others++] = point;
    }
    return STATUS_OK;
}

enum status event_page_open(struct event_page *page, const FetchRequest *request, struct arena *arena,
                            struct error *error)
{
    for (size_t i = 0; i < request->n_domains; i++)
        if (!is_known(request->domains[i]))
            return fail_with(error, STATUS_INVALID_ARGUMENT, "domains[%zu] must be one of: %s", i,
                             gateway.settings.services);
    for (size_t i = 0; i < gateway.n_services; i++)
        if (is_wanted(request, gateway.services[i]))
            page->parts[page->n_parts++].domain = gateway.services[i];
    return place_parts(page, request, arena, error);
}

/* ---- a domain's part --------------------------------------------------------------------------------------------- */

void event_part_begin(struct event_part *part)
{
    part->reply = NULL;
    part->next = NULL;
    part->taken = 0;
    part->error.status = STATUS_OK;
}

static ProtobufCBinaryData pack_points(CursorPoint **points, size_t n, struct arena *arena)
{
    Cursor cursor = CURSOR__INIT;
    cursor.points = points;
    cursor.n_points = n;
    struct bytes packed = wire_pack(arena, &cursor);
    return (ProtobufCBinaryData){packed.size, (uint8_t *)(uintptr_t)packed.data};
}

void event_part_place(const struct event_part *part, FetchRequest *request, struct arena *arena)
{
    CursorPoint *point = part->point;
    request->has_cursor = point != NULL;
    if (point)
        request->cursor = pack_points(&point, 1, arena);
}

bool event_part_read(struct event_part *part, struct bytes body, struct arena *arena)
{
    FetchReply *reply = wire_unpack(arena, &fetch_reply__descriptor, body, REPLY_MEMORY);
    if (!reply || !reply->has_next_cursor)
        return false;
    const struct bytes packed = {reply->next_cursor.data, reply->next_cursor.len};
    const Cursor *cursor = wire_unpack(arena, &cursor__descriptor, packed, CURSOR_MEMORY);
    for (size_t i = 0; cursor && i < cursor->n_points; i++)
        if (text_equal(cursor->points[i]->domain, part->domain))
            part->next = cursor->points[i];
    if (!part->next)
        return false;
    part->reply = reply;
    if (!reply->n_events)
        part->point = part->next;
    return true;
}

bool event_part_has_events(const struct event_part *part)
{
    return part->reply && part->reply->n_events;
}

bool event_page_has_events(const struct event_page *page)
{
    for (size_t i = 0; i < page->n_parts; i++)
        if (event_part_has_events(&page->parts[i]))
            return true;
    return false;
}

bool event_page_caught_up(const struct event_page *page)
{
    for (size_t i = 0; i < page->n_parts; i++)
        if (page->parts[i].reply && !page->parts[i].reply->caught_up)
            return false;
    return true;
}

/* ---- joining ----------------------------------------------------------------------------------------------------- */

static bool is_before(const Event *a, const Event *b)
{
    const Google__Protobuf__Timestamp *left = a->recorded_at, *right = b->recorded_at;
    if (!left || !right)
        return left == NULL && right != NULL;
    return left->seconds != right->seconds ? left->seconds < right->seconds : left->nanos < right->nanos;
}

/* The part whose next event is the oldest; NULL when all are taken. */
static struct event_part *oldest(struct event_page *page)
{
    struct event_part *found = NULL;
    for (size_t i = 0; i < page->n_parts; i++) {
        struct event_part *part = &page->parts[i];
        if (!part->reply || part->taken == part->reply->n_events)
            continue;
        if (!found || is_before(part->reply->events[part->taken], found->reply->events[found->taken]))
            found = part;
    }
    return found;
}

/* Where the caller stands in this domain after the page; NULL if it was never read. */
static CursorPoint *place_after(const struct event_part *part, struct arena *arena)
{
    if (!part->reply)
        return part->point;
    if (part->taken == part->reply->n_events)
        return part->next;
    if (!part->taken && part->point)
        return part->point;
    CursorPoint *point = wire_new(arena, &cursor_point__descriptor);
    point->domain = part->domain;
    point->epoch = part->next->epoch;
    point->has_pos = true;
    point->pos = part->taken ? part->reply->events[part->taken - 1]->pos : part->reply->events[0]->pos - 1;
    return point;
}

void event_payload_to_json(Event *event, struct arena *arena)
{
    const struct schema_message *type = event->type ? schema_event(gateway.schema, event->type) : NULL;
    const struct bytes payload = {event->payload.data, event->payload.len};
    struct text out;
    text_init(&out, arena);
    if (!type || proto_to_json(type, payload, &out, NULL) != STATUS_OK)
        return; /* an event that is no longer known: its bytes speak for it */
    event->payload_json = out.bytes;
    event->has_payload = false;
}

static void join_parts(struct event_page *page, FetchReply *reply, struct arena *arena)
{
    CursorPoint **points = arena_alloc(arena, (page->n_parts + page->n_others) * sizeof *points);
    size_t n = 0;
    reply->heads = arena_alloc(arena, page->n_parts * sizeof *reply->heads);
    reply->has_caught_up = reply->caught_up = true;
    for (size_t i = 0; i < page->n_parts; i++) {
        const struct event_part *part = &page->parts[i];
        CursorPoint *point = place_after(part, arena);
        if (point)
            points[n++] = point;
        if (part->reply && part->reply->n_heads)
            reply->heads[reply->n_heads++] = part->reply->heads[0];
        if (!part->reply || !part->reply->caught_up || part->taken < part->reply->n_events)
            reply->caught_up = false;
    }
    for (size_t i = 0; i < page->n_others; i++)
        points[n++] = page->others[i];
    reply->has_next_cursor = true;
    reply->next_cursor = pack_points(points, n, arena);
}

struct bytes event_page_join(struct event_page *page, const FetchRequest *request, bool json, struct arena *arena)
{
    FetchReply reply = FETCH_REPLY__INIT;
    size_t most = request->has_max_events ? request->max_events : MAX_EVENTS;
    reply.events = arena_alloc(arena, (most + 1) * sizeof *reply.events);
    for (struct event_part *part; reply.n_events < most && (part = oldest(page));) {
        Event *event = part->reply->events[part->taken++];
        if (json)
            event_payload_to_json(event, arena);
        reply.events[reply.n_events++] = event;
    }
    join_parts(page, &reply, arena);
    return wire_pack(arena, &reply);
}
