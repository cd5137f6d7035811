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

enum { ROOM_KEPT = 16 };

/* ---- bytes ----------------------------------------------------------------------------------------------------------- */

/* An event is the same text for all who stand alike: it is there once, however many have not read it yet. */
struct piece {
    size_t holders, size;
    char bytes[];
};

static struct piece *piece_new(const char *bytes, size_t size)
{
    struct piece *piece = need_alloc(sizeof *piece + size);
    piece->holders = 1;
    piece->size = size;
    memcpy(piece->bytes, bytes, size);
    return piece;
}

static void piece_drop(struct piece *piece)
{
    if (piece && !--piece->holders)
        free(piece);
}

/* Takes over the caller's hold. */
static void put(struct stream *stream, struct piece *piece)
{
    if (stream->end == stream->room && stream->start) {
        stream->end -= stream->start;
        memmove(stream->pieces, stream->pieces + stream->start, stream->end * sizeof(struct piece *));
        stream->start = 0;
    }
    if (stream->end == stream->room) {
        stream->room = stream->room ? 2 * stream->room : ROOM_KEPT;
        stream->pieces = need_realloc(stream->pieces, stream->room * sizeof(struct piece *));
    }
    stream->pieces[stream->end++] = piece;
    stream->unsent += piece->size;
    stream->wrote_ms = clock_mono_ms();
    if (stream->request)
        request_go_on(stream->request);
}

void stream_put(struct stream *stream, const char *text)
{
    put(stream, piece_new(text, strlen(text)));
}

/* Idle readers are many: what a burst needed is given back. */
static void shrink(struct stream *stream)
{
    if (stream->start < stream->end)
        return;
    stream->start = stream->end = 0;
    if (stream->room > ROOM_KEPT) {
        free(stream->pieces);
        stream->pieces = NULL;
        stream->room = 0;
    }
}

ssize_t stream_more(void *context, char *ret, size_t room)
{
    struct stream *stream = context;
    size_t given = 0;
    if (!stream->unsent)
        return stream->ended ? -1 : 0;
    while (given < room && stream->start < stream->end) {
        struct piece *piece = stream->pieces[stream->start];
        size_t left = piece->size - stream->sent, n = left < room - given ? left : room - given;
        memcpy(ret + given, piece->bytes + stream->sent, n);
        given += n;
        stream->sent += n;
        if (stream->sent == piece->size) {
            piece_drop(piece);
            stream->start++;
            stream->sent = 0;
        }
    }
    stream->unsent -= given;
    shrink(stream);
    return (ssize_t)given;
}

bool stream_is_full(const struct stream *stream)
{
    return stream->unsent >= STREAM_FULL;
}

bool stream_is_low(const struct stream *stream)
{
    return stream->unsent < STREAM_LOW;
}

void stream_free(struct stream *stream)
{
    for (size_t i = stream->start; i < stream->end; i++)
        piece_drop(stream->pieces[i]);
    free(stream->pieces);
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

static struct piece *event_piece(const struct stream *stream, const char *type, const char *json)
{
    struct text out;
    struct arena *arena = arena_new();
    text_init(&out, arena);
    text_printf(&out, "id: %s\nevent: %s\ndata: ", stream_cursor(stream, arena), type);
    text_puts(&out, json);
    text_puts(&out, "\n\n");
    struct piece *piece = piece_new(out.bytes, out.size);
    arena_free(arena);
    return piece;
}

/* The event that was written last, with the places that are its id. All who stand at the end of the logs stand alike. */
static struct {
    struct arena *arena;
    size_t domain;
    struct place places[SERVICES_MAX];
    struct bytes others;
    struct piece *text;
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
    piece_drop(last.text);
    last.text = event_piece(stream, type, json);
}

void stream_event(struct stream *stream, size_t domain, const Event *event, const char *json)
{
    stream->places[domain].pos = event->pos;
    if (stream->hints) { /* what he is told is not what others are told */
        put(stream, event_piece(stream, "changed", json));
        return;
    }
    if (!stands_there(stream, domain))
        keep_last(stream, domain, event->type, json);
    last.text->holders++;
    put(stream, last.text);
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
