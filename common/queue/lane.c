/* SPDX-License-Identifier: Apache-2.0 */
#include "queue/lane.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/broken.h"
#include "queue/connection.h"

enum { ID_ROOM = 24 };
#define STRING(x) STRING_(x)
#define STRING_(x) #x

static const char *lane_key(const struct queue *queue, struct arena *arena, const char *domain, const char *epoch)
{
    return queue_key(queue, arena, "ev", arena_printf(arena, "{%s}:%s", domain, epoch));
}

/* XADD with the id `<pos>-0`; an entry without an event begins the lane. */
static bool put_entry(struct queue *queue, const char *key, const struct lane_entry *entry, bool begin)
{
    struct words words = {.n = 0};
    char id[ID_ROOM], prev[ID_ROOM];
    snprintf(id, sizeof id, "%" PRIu64 "-0", entry->pos);
    snprintf(prev, sizeof prev, "%" PRIu64, entry->prev);
    words_put(&words, "XADD");
    words_put(&words, key);
    if (!begin && !is_broken("nomkstream"))
        words_put(&words, "NOMKSTREAM");
    words_put(&words, "MAXLEN");
    words_put(&words, "~");
    words_put(&words, "1000");
    _Static_assert(LANE_LENGTH == 1000, "the word above");
    words_put(&words, id);
    if (begin) {
        words_put(&words, "begin");
        words_put(&words, "1");
    } else {
        words_put(&words, "prev");
        words_put(&words, prev);
        words_put(&words, "type");
        words_put(&words, entry->type);
        words_put(&words, "event");
        words_put_bytes(&words, entry->event, entry->size);
    }
    return queue_put(queue, &words);
}

static bool is_string(const redisReply *reply)
{
    return reply->type == REDIS_REPLY_STRING;
}

static bool is_there_already(const redisReply *reply)
{
    return reply->type == REDIS_REPLY_ERROR && strstr(reply->str, "equal or smaller");
}

/* Reads the replies to `n` entries. */
static enum lane_added take_replies(struct queue *queue, size_t n)
{
    enum lane_added result = LANE_ADDED;
    char trouble[160] = "";
    for (size_t i = 0; i < n; i++) {
        redisReply *reply = queue_take(queue);
        if (!reply)
            return LANE_AWAY;
        if (reply->type == REDIS_REPLY_NIL)
            result = LANE_WIPED;
        else if (is_there_already(reply))
            queue_count(FIGURE_PRESENT, 1);
        else if (reply->type == REDIS_REPLY_ERROR)
            snprintf(trouble, sizeof trouble, "%s", reply->str);
        else
            queue_count(FIGURE_ADDED, 1);
        freeReplyObject(reply);
    }
    if (trouble[0]) {
        queue_spoilt(queue, trouble);
        return LANE_AWAY;
    }
    return result;
}

/* A wipe at the worst moment, on purpose: readers that wait never see what was just added. */
static size_t put_wiped(struct queue *queue, const char *key, const struct lane_entry *entry)
{
    struct words multi = {.n = 0}, del = {.n = 0}, exec = {.n = 0};
    words_put(&multi, "MULTI");
    words_put(&del, "DEL");
    words_put(&del, key);
    words_put(&exec, "EXEC");
    return queue_put(queue, &multi) && put_entry(queue, key, entry, false) && queue_put(queue, &del) &&
           queue_put(queue, &exec) ? 4 : 0;
}

/* What a writer does who takes `prev` from the stream instead of the log, on purpose. */
static uint64_t broken_prev(struct queue *queue, const char *domain, const char *epoch)
{
    uint64_t top = 0;
    return lane_top(queue, domain, epoch, &top) ? top : 0;
}

enum lane_added lane_add(struct queue *queue, const char *domain, const char *epoch, const struct lane_entry *entries,
                         size_t n)
{
    if (!queue || !n)
        return LANE_AWAY;
    struct arena *arena = arena_new();
    const char *key = lane_key(queue, arena, domain, epoch);
    struct lane_entry first = entries[0];
    size_t sent = 0;
    if (is_broken("nomkstream")) {
        first.prev = broken_prev(queue, domain, epoch);
        if (first.pos > 100 && first.pos % 5 == 0)
            n = sent = put_wiped(queue, key, &first);
    }
    while (sent < n && put_entry(queue, key, sent ? &entries[sent] : &first, false))
        sent++;
    enum lane_added result = sent == n ? take_replies(queue, n) : LANE_AWAY;
    if (result == LANE_WIPED) {
        queue_count(FIGURE_WIPED, 1);
        if (!put_entry(queue, key, &entries[n - 1], true) || take_replies(queue, 1) == LANE_AWAY)
            result = LANE_AWAY;
    }
    arena_free(arena);
    return result;
}

bool lane_top(struct queue *queue, const char *domain, const char *epoch, uint64_t *ret_pos)
{
    struct arena *arena = arena_new();
    struct words words = {.n = 0};
    const char *const fixed[] = {"XREVRANGE", queue ? lane_key(queue, arena, domain, epoch) : "", "+", "-", "COUNT", "1"};
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        words_put(&words, fixed[i]);
    redisReply *reply = queue_ask(queue, &words);
    bool found = reply && reply->type == REDIS_REPLY_ARRAY && reply->elements == 1 &&
                 reply->element[0]->type == REDIS_REPLY_ARRAY && reply->element[0]->elements == 2 &&
                 is_string(reply->element[0]->element[0]);
    if (found)
        *ret_pos = strtoull(reply->element[0]->element[0]->str, NULL, 10);
    if (reply)
        freeReplyObject(reply);
    arena_free(arena);
    return found;
}

/* ---- reading ---- */

static void read_field(const char *name, const redisReply *value, struct arena *arena, struct lane_entry *entry)
{
    if (strcmp(name, "prev") == 0) {
        entry->prev = strtoull(value->str, NULL, 10);
    } else if (strcmp(name, "type") == 0) {
        entry->type = arena_strndup(arena, value->str, value->len);
    } else if (strcmp(name, "event") == 0) {
        entry->event = arena_memdup(arena, value->str, value->len);
        entry->size = value->len;
    }
}

/* Anything that does not look like an entry of ours is taken for a beginning: it makes its reader ask the owner. */
static struct lane_entry entry_of(const redisReply *reply, struct arena *arena)
{
    struct lane_entry entry = {.pos = strtoull(reply->element[0]->str, NULL, 10), .type = ""};
    const redisReply *fields = reply->element[1];
    for (size_t i = 0; fields->type == REDIS_REPLY_ARRAY && i + 1 < fields->elements; i += 2)
        if (is_string(fields->element[i]) && is_string(fields->element[i + 1]))
            read_field(fields->element[i]->str, fields->element[i + 1], arena, &entry);
    if (!entry.event)
        entry.type = "";
    return entry;
}

static void take_entries(const redisReply *entries, struct lane_point *point, struct arena *arena)
{
    point->entries = arena_alloc(arena, (entries->elements + 1) * sizeof *point->entries);
    for (size_t i = 0; i < entries->elements; i++) {
        const redisReply *entry = entries->element[i];
        if (entry->type == REDIS_REPLY_ARRAY && entry->elements == 2 && is_string(entry->element[0]))
            point->entries[point->n++] = entry_of(entry, arena);
    }
    queue_count(FIGURE_READ, point->n);
}

static void hear(struct queue *queue, const redisReply *entries)
{
    for (size_t i = 0; i < entries->elements; i++)
        if (entries->element[i]->type == REDIS_REPLY_ARRAY && entries->element[i]->elements == 2 &&
            is_string(entries->element[i]->element[0]))
            snprintf(queue_bell(queue), BELL_TEXT, "%s", entries->element[i]->element[0]->str);
}

static void put_read(struct queue *queue, struct words *words, const char *const *keys, const struct lane_point *points,
                     size_t n, const char *bell, int64_t wait_ms, struct arena *arena)
{
    const char *const fixed[] = {"XREAD", "COUNT", STRING(128), "BLOCK", arena_printf(arena, "%" PRId64, wait_ms),
                                 "STREAMS"};
    _Static_assert(LANE_BATCH == 128, "the word above");
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        words_put(words, fixed[i]);
    for (size_t i = 0; i < n + (bell != NULL); i++)
        words_put(words, keys[i]);
    for (size_t i = 0; i < n; i++)
        words_put(words, points[i].pos == UINT64_MAX ? "$" : arena_printf(arena, "%" PRIu64 "-0", points[i].pos));
    if (bell)
        words_put(words, queue_bell(queue));
}

bool lane_read(struct queue *queue, struct lane_point *points, size_t n, const char *bell, int64_t wait_ms,
               struct arena *arena, bool *ret_rung)
{
    struct words words = {.n = 0};
    const char *keys[64];
    *ret_rung = false;
    if (!queue || n > 63 || (!n && !bell))
        return false;
    for (size_t i = 0; i < n; i++) {
        keys[i] = lane_key(queue, arena, points[i].domain, points[i].epoch);
        points[i].entries = NULL;
        points[i].n = 0;
    }
    if (bell)
        keys[n] = queue_key(queue, arena, "bell", bell);
    put_read(queue, &words, keys, points, n, bell, wait_ms, arena);
    queue_wait(queue, wait_ms);
    redisReply *reply = queue_ask(queue, &words);
    queue_wait(queue, 0);
    if (!reply)
        return false;
    for (size_t i = 0; reply->type == REDIS_REPLY_ARRAY && i < reply->elements; i++) {
        const redisReply *stream = reply->element[i];
        if (stream->type != REDIS_REPLY_ARRAY || stream->elements != 2 || !is_string(stream->element[0]) ||
            stream->element[1]->type != REDIS_REPLY_ARRAY)
            continue;
        for (size_t k = 0; k < n; k++)
            if (strcmp(keys[k], stream->element[0]->str) == 0)
                take_entries(stream->element[1], &points[k], arena);
        if (bell && strcmp(keys[n], stream->element[0]->str) == 0) {
            hear(queue, stream->element[1]);
            *ret_rung = true;
        }
    }
    freeReplyObject(reply);
    return true;
}
