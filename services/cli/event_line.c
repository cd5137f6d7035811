/* SPDX-License-Identifier: Apache-2.0 */
#include "event_line.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "wire/pack.h"

static const char *member(const json_t *event, const char *name)
{
    const char *text = json_string_value(json_object_get(event, name));
    return text ? text : "";
}

/* 64-bit numbers are text in the canonical mapping. */
static unsigned long long number(const json_t *event, const char *name)
{
    const json_t *value = json_object_get(event, name);
    return json_is_integer(value) ? (unsigned long long)json_integer_value(value) : strtoull(member(event, name), NULL, 10);
}

static void print_json(const json_t *event, FILE *out)
{
    json_t *whole = json_copy((json_t *)event);
    json_t *payload = json_loads(member(event, "payloadJson"), 0, NULL);
    json_object_del(whole, "payloadJson");
    if (payload)
        json_object_set_new(whole, "payload", payload);
    json_dumpf(whole, out, JSON_COMPACT);
    fputc('\n', out);
    json_decref(whole);
}

void event_print(const json_t *event, bool json, FILE *out)
{
    if (json) {
        print_json(event, out);
        return;
    }
    fprintf(out, "%.19sZ %s/%llu %s %s %s #%llu %s\n", member(event, "occurredAt"), member(event, "domain"),
            number(event, "pos"), member(event, "type"), member(event, "aggType"), member(event, "aggId"),
            number(event, "aggVer"), member(event, "payloadJson"));
}

Cursor *cursor_read(const char *text, struct arena *arena)
{
    uint8_t *bytes;
    size_t n;
    if (!text || !base64_decode(arena, text, strlen(text), &bytes, &n))
        return NULL;
    return wire_unpack(arena, &cursor__descriptor, (struct bytes){bytes, n}, 1 << 20);
}

static CursorPoint *find(const Cursor *cursor, const char *domain)
{
    for (size_t i = 0; cursor && i < cursor->n_points; i++)
        if (text_equal(cursor->points[i]->domain, domain))
            return cursor->points[i];
    return NULL;
}

static CursorPoint *add(Cursor *cursor, const char *domain, const Cursor *after, struct arena *arena)
{
    const CursorPoint *model = find(after, domain);
    CursorPoint *point = wire_new(arena, &cursor_point__descriptor);
    point->domain = arena_strdup(arena, domain);
    point->epoch = model ? model->epoch : NULL;
    CursorPoint **points = arena_alloc(arena, (cursor->n_points + 1) * sizeof(CursorPoint *));
    for (size_t i = 0; i < cursor->n_points; i++)
        points[i] = cursor->points[i];
    points[cursor->n_points++] = point;
    cursor->points = points;
    return point;
}

char *cursor_step(const char *text, const json_t *event, const Cursor *after, struct arena *arena)
{
    Cursor *cursor = cursor_read(text, arena);
    if (!cursor)
        return NULL;
    const char *domain = member(event, "domain");
    CursorPoint *point = find(cursor, domain);
    if (!point)
        point = add(cursor, domain, after, arena);
    point->has_pos = true;
    point->pos = number(event, "pos");
    struct bytes packed = wire_pack(arena, cursor);
    return base64_encode(arena, packed.data, packed.size, false);
}
