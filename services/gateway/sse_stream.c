/* SPDX-License-Identifier: Apache-2.0 */
#include "sse_stream.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "json/text.h"
#include "wire/event_filter.h"
#include "wire/pack.h"

enum { ROOM_KEPT = 16 << 10 };

/* ---- bytes ----------------------------------------------------------------------------------------------------------- */

static void put(struct stream *stream, const char *bytes, size_t n)
{
    if (stream->start == stream->end)
        stream->start = stream->end = 0;
    if (stream->end + n > stream->room && stream->start) {
        memmove(stream->bytes, stream->bytes + stream->start, stream->end - stream->start);
        stream->end -= stream->start;
        stream->start = 0;
    }
    if (stream->end + n > stream->room) {
        size_t need = stream->end + n;
        stream->room = need > STREAM_FULL ? need : 2 * need < STREAM_FULL ? 2 * need : STREAM_FULL;
        stream->bytes = need_realloc(stream->bytes, stream->room);
    }
    memcpy(stream->bytes + stream->end, bytes, n);
    stream->end += n;
    stream->wrote_ms = clock_mono_ms();
    if (stream->request)
        request_go_on(stream->request);
}

void stream_put(struct stream *stream, const char *text)
{
    put(stream, text, strlen(text));
}

/* Idle readers are many: what a burst needed is given back. */
static void shrink(struct stream *stream)
{
    if (stream->start < stream->end || stream->room <= ROOM_KEPT)
        return;
    free(stream->bytes);
    stream->bytes = NULL;
    stream->start = stream->end = stream->room = 0;
}

ssize_t stream_more(void *context, char *ret, size_t room)
{
    struct stream *stream = context;
    size_t n = stream->end - stream->start;
    if (!n)
        return stream->ended ? -1 : 0;
    if (n > room)
        n = room;
    memcpy(ret, stream->bytes + stream->start, n);
    stream->start += n;
    shrink(stream);
    return (ssize_t)n;
}

bool stream_is_full(const struct stream *stream)
{
    return stream->end - stream->start >= STREAM_FULL;
}

bool stream_is_low(const struct stream *stream)
{
    return stream->end - stream->start < STREAM_LOW;
}

void stream_free(struct stream *stream)
{
    free(stream->bytes);
    arena_free(stream->vouched);
    arena_free(stream->arena);
}

/* ---- what is for him ------------------------------------------------------------------------------------------------- */

bool stream_wants(const struct stream *stream, const Event *event)
{
    return event_is_wanted(event, stream->scope, stream->types, stream->n_types);
}

bool stream_knows_all(const struct stream *stream)
{
    for (size_t i = 0; i < gateway.n_services; i++)
        if (stream->places[i].wanted && !stream->places[i].known)
            return false;
    return true;
}

/* ---- what is written ------------------------------------------------------------------------------------------------- */

const char *stream_cursor(const struct stream *stream, struct arena *arena)
{
    Cursor cursor = CURSOR__INIT;
    CursorPoint points[SERVICES_MAX], *list[SERVICES_MAX];
    for (size_t i = 0; i < gateway.n_services; i++) {
        const struct place *place = &stream->places[i];
        if (!place->wanted || !place->known)
            continue;
        points[i] = (CursorPoint)CURSOR_POINT__INIT;
        points[i].domain = gateway.services[i];
        points[i].epoch = place->epoch;
        points[i].has_pos = true;
        points[i].pos = place->pos;
        list[cursor.n_points++] = &points[i];
    }
    cursor.points = list;
    struct bytes packed = wire_pack(arena, &cursor);
    struct text all;
    text_init(&all, arena);
    text_put(&all, packed.data, packed.size);
    text_put(&all, stream->others.data, stream->others.size); /* one packed Cursor after another is one Cursor */
    return base64_encode(arena, all.bytes, all.size, true);
}

static struct bytes event_text(const struct stream *stream, const char *type, const char *json, struct arena *arena)
{
    struct text out;
    text_init(&out, arena);
    text_printf(&out, "id: %s\nevent: %s\ndata: ", stream_cursor(stream, arena), type);
    text_puts(&out, json);
    text_puts(&out, "\n\n");
    return (struct bytes){(const uint8_t *)out.bytes, out.size};
}

/* The event that was written last, with the places that are its id. All who stand at the end of the logs stand alike. */
static struct {
    struct arena *arena;
    size_t domain;
    struct place places[SERVICES_MAX];
    struct bytes others, text;
} last;

static bool stands_there(const struct stream *stream, size_t domain)
{
    if (!last.arena || last.domain != domain || last.others.size != stream->others.size ||
        (last.others.size && memcmp(last.others.data, stream->others.data, last.others.size) != 0))
        return false;
    for (size_t i = 0; i < gateway.n_services; i++) {
        const struct place *his = &stream->places[i], *place = &last.places[i];
        if (his->wanted != place->wanted || his->known != place->known || his->pos != place->pos ||
            strcmp(his->epoch, place->epoch) != 0)
            return false;
    }
    return true;
}

static void keep_last(const struct stream *stream, size_t domain, const char *type, const char *json)
{
    if (!last.arena)
        last.arena = arena_new();
    arena_reset(last.arena);
    last.domain = domain;
    memcpy(last.places, stream->places, sizeof last.places);
    last.others = (struct bytes){arena_memdup(last.arena, stream->others.data, stream->others.size), stream->others.size};
    last.text = event_text(stream, type, json, last.arena);
}

void stream_event(struct stream *stream, size_t domain, const Event *event, const char *json)
{
    stream->places[domain].pos = event->pos;
    if (stream->hints) { /* what he is told is not what others are told */
        struct arena *arena = arena_new();
        struct bytes text = event_text(stream, "changed", json, arena);
        put(stream, (const char *)text.data, text.size);
        arena_free(arena);
        return;
    }
    if (!stands_there(stream, domain))
        keep_last(stream, domain, event->type, json);
    put(stream, (const char *)last.text.data, last.text.size);
}

void stream_lost(struct stream *stream, size_t domain)
{
    struct arena *arena = arena_new();
    stream_put(stream, arena_printf(arena, "id: %s\nevent: changed\ndata: {\"domain\":\"%s\"}\n\n",
                                    stream_cursor(stream, arena), gateway.services[domain]));
    arena_free(arena);
}

void stream_tell(struct stream *stream, const char *comment)
{
    struct arena *arena = arena_new();
    stream_put(stream, arena_printf(arena, ": %s\nid: %s\n\n", comment, stream_cursor(stream, arena)));
    arena_free(arena);
}

void stream_end(struct stream *stream)
{
    stream->ended = true;
    if (stream->request)
        request_go_on(stream->request);
}

void stream_fail(struct stream *stream, const struct error *error)
{
    if (stream->ended)
        return;
    struct arena *arena = arena_new();
    struct text out;
    text_init(&out, arena);
    text_printf(&out, "event: error\ndata: {\"code\":\"%s\",\"reason\":", status_word(error->status));
    json_put_string(&out, error->reason, strlen(error->reason));
    text_puts(&out, ",\"message\":");
    json_put_string(&out, error->message, strlen(error->message));
    text_puts(&out, "}\n\n");
    stream_put(stream, out.bytes);
    arena_free(arena);
    stream_end(stream);
}
