/* SPDX-License-Identifier: Apache-2.0 */
#include "sse_stream.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "json/text.h"
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
        stream->room = 2 * (stream->end + n);
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

void stream_free(struct stream *stream)
{
    free(stream->bytes);
    arena_free(stream->vouched);
    arena_free(stream->arena);
}

/* ---- what is for him ------------------------------------------------------------------------------------------------- */

static bool type_matches(const char *pattern, const char *type)
{
    size_t n = strlen(pattern);
    if (n && pattern[n - 1] == '*')
        return strncmp(pattern, type, n - 1) == 0;
    return strcmp(pattern, type) == 0;
}

bool stream_wants(const struct stream *stream, const Event *event)
{
    if (!event->owner_path || !event->type ||
        strncmp(event->owner_path, stream->scope, strlen(stream->scope)) != 0)
        return false;
    for (size_t i = 0; i < stream->n_types; i++)
        if (type_matches(stream->types[i], event->type))
            return true;
    return stream->n_types == 0;
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

void stream_event(struct stream *stream, size_t domain, const Event *event, const char *json)
{
    struct arena *arena = arena_new();
    stream->places[domain].pos = event->pos;
    const char *text = arena_printf(arena, "id: %s\nevent: %s\ndata: %s\n\n", stream_cursor(stream, arena),
                                    stream->hints ? "changed" : event->type, json);
    stream_put(stream, text);
    arena_free(arena);
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
