/* SPDX-License-Identifier: Apache-2.0
 * A line is the end of one domain's log as it comes in by a poll under the gateway's own principal, which sees all:
 * type and scope are looked at here. A reader who stands where the line stands gets what it brings; one who does not, by
 * resuming, by being slow, or because he begins at the start, is brought there by pages under his own principal.
 */
#include "sse_hub.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/meter.h"
#include "calls.h"
#include "event_page.h"
#include "sse_hint.h"
#include "transcode.h"
#include "wire/principal.h"

enum {
    WAIT_MS = 20000, SPARE_MS = 3000, PAGES_AT_ONCE = 16, PAUSE_MS = 200, PAUSE_MAX_MS = 5000, PAGE_PAUSE_MS = 1000,
    PAGE_MS = 10000, HOLD_MS = 400, MEMORY = 64 << 20, LOST_AFTER = 2000,
    EVENTS = 32 /* at once, by a line or a page: of the usual size they bring a stream from low to full */
};

struct line {
    bool asked, known;
    uint64_t pos;
    char epoch[EPOCH_TEXT];
    int64_t not_before_ms;
    int64_t brought_ms; /* when there last was something */
    unsigned pauses;
};

static const struct meter_family written = {.name = "dealspine_stream_events_total", .kind = METER_COUNTER,
                                            .help = "Events written to streams."},
    pages = {.name = "dealspine_stream_pages_total", .kind = METER_COUNTER,
             .help = "Pages asked for on behalf of streams that were behind."};

static struct line lines[SERVICES_MAX];
static unsigned n_pages_out, of_written, of_pages;
static size_t turn; /* who comes first when pages are given out */
static bool stirred;

void hub_open(void)
{
    of_written = meter_add(&written, NULL, 0);
    of_pages = meter_add(&pages, NULL, 0);
}

bool hub_is_stirred(void)
{
    return stirred;
}

void hub_stir(void)
{
    stirred = true;
}

/* ---- writing --------------------------------------------------------------------------------------------------------- */

/* The event as events.Fetch gives it to clients that speak JSON; made once, however many want it. */
static const char *json_of(Event *event, const char **kept, struct arena *arena)
{
    if (*kept)
        return *kept;
    struct text out;
    text_init(&out, arena);
    event_payload_to_json(event, arena);
    const struct schema_message *type = schema_message(gateway.schema, event__descriptor.name);
    if (proto_to_json(type, wire_pack(arena, event), &out, NULL) != STATUS_OK)
        return NULL;
    return *kept = out.bytes;
}

/* Gives a stream what is for it, from its place on; as much as fits. Then it stands at `next`, if all did. */
static void give(struct stream *stream, size_t domain, Event *const *events, const char **jsons, size_t n, uint64_t next,
                 struct arena *arena)
{
    struct place *place = &stream->places[domain];
    for (size_t i = 0; i < n; i++) {
        if (events[i]->pos <= place->pos)
            continue;
        if (stream_is_full(stream))
            return;
        const char *hint = stream->hints ? hint_of(stream->hinted, events[i], arena) : NULL;
        if (stream->hints ? !hint : !stream_wants(stream, events[i])) {
            place->pos = events[i]->pos;
            continue;
        }
        const char *json = hint ? hint : json_of(events[i], &jsons[i], arena);
        if (!json)
            continue;
        stream_event(stream, domain, events[i], json);
        meter_count(of_written, 1);
    }
    if (next > place->pos)
        place->pos = next;
}

/* ---- lines ----------------------------------------------------------------------------------------------------------- */

static bool is_read(const struct stream *streams, size_t domain)
{
    for (; streams; streams = streams->next)
        if (streams->places[domain].wanted && !streams->ended)
            return true;
    return false;
}

static bool is_at(const struct place *place, const struct line *line)
{
    return place->known && place->pos >= line->pos && strcmp(place->epoch, line->epoch) == 0;
}

/* Is there room for what the line brings, with most of those who stand at it? Otherwise it waits for them a little. Who
 * takes longer becomes full, stands at it no more, and holds up nobody. */
static bool has_room(const struct stream *streams, size_t domain, int64_t now_ms)
{
    size_t at = 0, low = 0;
    if (now_ms - lines[domain].brought_ms >= HOLD_MS)
        return true;
    for (; streams; streams = streams->next)
        if (streams->places[domain].wanted && !streams->ended && is_at(&streams->places[domain], &lines[domain])) {
            at++;
            low += stream_is_low(streams);
        }
    return 2 * low >= at;
}

static void tell_if_placed(struct stream *stream)
{
    if (stream->placed || !stream_knows_all(stream))
        return;
    stream->placed = true;
    stream_tell(stream, "from here on");
}

static void place_line(struct line *line, const CursorPoint *next)
{
    line->known = true;
    line->pos = next->pos;
    snprintf(line->epoch, sizeof line->epoch, "%s", next->epoch ? next->epoch : "");
}

/* Those who asked for no more begin where the line is. */
static void place_stream(struct stream *stream, size_t domain)
{
    struct place *place = &stream->places[domain];
    if (!place->wanted || place->known || !lines[domain].known)
        return;
    place->known = true;
    place->pos = lines[domain].pos;
    snprintf(place->epoch, sizeof place->epoch, "%s", lines[domain].epoch);
    tell_if_placed(stream);
}

static void bring(struct line *line, size_t domain, FetchReply *reply, const CursorPoint *next, struct arena *arena)
{
    const char **jsons = arena_alloc(arena, (reply->n_events + 1) * sizeof *jsons);
    /* One event after the other to all, so that those who stand alike hold the same text. */
    for (size_t i = 0; i <= reply->n_events; i++) {
        bool over = i == reply->n_events;
        for (struct stream *stream = sse_streams(); stream; stream = stream->next)
            if (stream->places[domain].wanted && !stream->ended && is_at(&stream->places[domain], line))
                give(stream, domain, reply->events + i, jsons + i, !over, over ? next->pos : reply->events[i]->pos, arena);
        line->pos = over ? next->pos : reply->events[i]->pos;
    }
    line->brought_ms = clock_mono_ms();
}

static const CursorPoint *point_of(const FetchReply *reply, const char *domain, struct arena *arena)
{
    if (!reply)
        return NULL;
    const struct bytes packed = {reply->next_cursor.data, reply->next_cursor.len};
    const Cursor *cursor = wire_unpack(arena, &cursor__descriptor, packed, 1 << 18);
    for (size_t i = 0; cursor && i < cursor->n_points; i++)
        if (text_equal(cursor->points[i]->domain, domain))
            return cursor->points[i];
    return NULL;
}

static void pause_line(struct line *line)
{
    int64_t ms = PAUSE_MS << (line->pauses < 5 ? line->pauses : 5);
    line->pauses++;
    line->not_before_ms = clock_mono_ms() + (ms > PAUSE_MAX_MS ? PAUSE_MAX_MS : ms);
}

static void on_line(void *context, const struct answer *answer)
{
    struct line *line = context;
    size_t domain = (size_t)(line - lines);
    struct arena *arena = arena_new();
    FetchReply *reply = NULL;
    line->asked = false;
    hub_stir();
    if (answer->error.status == STATUS_OK)
        reply = wire_unpack(arena, &fetch_reply__descriptor, answer->body, MEMORY);
    const CursorPoint *next = point_of(reply, gateway.services[domain], arena);
    if (next && line->known)
        bring(line, domain, reply, next, arena);
    else if (next)
        place_line(line, next);
    if (next) {
        line->pauses = 0;
    } else {
        /* A log that was restored ends somewhere else: the readers find out by themselves. */
        if (answer->error.reason[0])
            line->known = false;
        pause_line(line);
    }
    if (!is_read(sse_streams(), domain))
        line->known = false; /* the next reader begins where the log ends then, not where it ended now */
    arena_free(arena);
}

static ProtobufCBinaryData cursor_of(struct arena *arena, const char *domain, const char *epoch, uint64_t pos)
{
    Cursor cursor = CURSOR__INIT;
    CursorPoint point = CURSOR_POINT__INIT, *points[] = {&point};
    point.domain = domain;
    point.epoch = epoch;
    point.has_pos = true;
    point.pos = pos;
    cursor.points = points;
    cursor.n_points = 1;
    struct bytes packed = wire_pack(arena, &cursor);
    return (ProtobufCBinaryData){packed.size, (uint8_t *)(uintptr_t)packed.data};
}

static void send_fetch(size_t domain, FetchRequest *request, SignedPrincipal *principal, uint32_t timeout_ms,
                       struct arena *arena, void (*then)(void *context, const struct answer *answer), void *context)
{
    Header header = HEADER__INIT;
    header.method = "events.Fetch";
    header.principal = principal;
    struct outcall outcall = {.service = gateway.services[domain],
                              .header = &header,
                              .body = wire_pack(arena, request),
                              .timeout_ms = timeout_ms,
                              .query = true};
    calls_send(gateway.calls, &outcall, then, context);
}

static void ask_line(size_t domain)
{
    struct line *line = &lines[domain];
    struct arena *arena = arena_new();
    FetchRequest request = FETCH_REQUEST__INIT;
    request.has_max_events = request.has_wait_ms = true;
    request.max_events = line->known ? EVENTS : 1;
    request.wait_ms = line->known ? WAIT_MS : 0;
    request.has_cursor = line->known;
    request.has_from = !line->known;
    request.from = FETCH_REQUEST__FROM__LATEST;
    if (line->known)
        request.cursor = cursor_of(arena, gateway.services[domain], line->epoch, line->pos);
    line->asked = true;
    send_fetch(domain, &request, principal_of_service(gateway.signer, arena), request.wait_ms + SPARE_MS, arena, on_line,
               line);
    arena_free(arena);
}

/* ---- pages for those behind ------------------------------------------------------------------------------------------ */

static void on_page(void *context, const struct answer *answer)
{
    struct place *place = context;
    struct stream *stream = place->stream;
    size_t domain = (size_t)(place - stream->places);
    struct arena *arena = arena_new();
    FetchReply *reply = NULL;
    place->asked = false;
    n_pages_out--;
    hub_stir();
    if (answer->error.status == STATUS_OK)
        reply = wire_unpack(arena, &fetch_reply__descriptor, answer->body, MEMORY);
    const CursorPoint *next = point_of(reply, gateway.services[domain], arena);
    if (next && !stream->ended) {
        const char **jsons = arena_alloc(arena, (reply->n_events + 1) * sizeof *jsons);
        snprintf(place->epoch, sizeof place->epoch, "%s", next->epoch ? next->epoch : "");
        give(stream, domain, reply->events, jsons, reply->n_events, next->pos, arena);
    } else if (answer->error.status == STATUS_OUT_OF_RANGE || answer->error.status == STATUS_FAILED_PRECONDITION ||
               answer->error.status == STATUS_PERMISSION_DENIED || answer->error.status == STATUS_UNAUTHENTICATED) {
        stream_fail(stream, &answer->error);
    } else {
        place->not_before_ms = clock_mono_ms() + PAGE_PAUSE_MS;
    }
    arena_free(arena);
    sse_release(stream);
}

static void ask_page(struct stream *stream, size_t domain)
{
    struct place *place = &stream->places[domain];
    struct arena *arena = arena_new();
    FetchRequest request = FETCH_REQUEST__INIT;
    request.types = stream->types;
    request.n_types = stream->n_types;
    request.has_max_events = request.has_cursor = true;
    request.max_events = EVENTS;
    request.cursor = cursor_of(arena, gateway.services[domain], place->epoch, place->pos);
    place->asked = true;
    stream->outstanding++;
    n_pages_out++;
    meter_count(of_pages, 1);
    /* Who is told hints may not read events: the page is ours, and what of it is for him is decided here. */
    SignedPrincipal *reader = stream->hints ? principal_of_service(gateway.signer, arena)
                                            : (SignedPrincipal *)(uintptr_t)stream->principal;
    send_fetch(domain, &request, reader, PAGE_MS, arena, on_page, place);
    arena_free(arena);
}

/* A reader of hints is not led through a long past: one hint stands for all of it. */
static bool catch_up(struct stream *stream, size_t domain)
{
    struct place *place = &stream->places[domain];
    const struct line *line = &lines[domain];
    if (strcmp(place->epoch, line->epoch) == 0 && place->pos + LOST_AFTER >= line->pos)
        return false;
    place->pos = line->pos;
    snprintf(place->epoch, sizeof place->epoch, "%s", line->epoch);
    stream_lost(stream, domain);
    return true;
}

static void tend_stream(struct stream *stream, int64_t now_ms)
{
    for (size_t d = 0; d < gateway.n_services; d++) {
        struct place *place = &stream->places[d];
        place_stream(stream, d);
        bool behind = place->wanted && place->known && lines[d].known && !is_at(place, &lines[d]);
        if (behind && n_pages_out < PAGES_AT_ONCE && !place->asked && now_ms >= place->not_before_ms &&
            !stream->ended && stream_is_low(stream))
            if (!stream->hints || !catch_up(stream, d))
                ask_page(stream, d);
    }
}

void hub_tend(struct stream *streams, int64_t now_ms)
{
    size_t n = 0;
    stirred = false;
    for (size_t d = 0; d < gateway.n_services; d++) {
        if (!lines[d].asked && now_ms >= lines[d].not_before_ms && is_read(streams, d) &&
            has_room(streams, d, now_ms))
            ask_line(d);
    }
    for (struct stream *stream = streams; stream; stream = stream->next)
        n++;
    /* Everybody in turn: those at the end of a long list are not left behind for good. */
    size_t first = n ? turn++ % n : 0, i = 0;
    for (struct stream *stream = streams; stream; stream = stream->next, i++)
        if (i >= first)
            tend_stream(stream, now_ms);
    i = 0;
    for (struct stream *stream = streams; stream && i < first; stream = stream->next, i++)
        tend_stream(stream, now_ms);
}
