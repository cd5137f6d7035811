/* SPDX-License-Identifier: Apache-2.0
 * Events between memory and the log.
 */
#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/broken.h"
#include "base/clock.h"
#include "base/id.h"
#include "db/array.h"
#include "google/protobuf/timestamp.pb-c.h"
#include "service/batch.h"

/* What has no column of its own. */
static struct bytes pack_rest(const struct call *call, const struct emitted *emitted)
{
    Event event = EVENT__INIT;
    Actor actor = ACTOR__INIT;
    const struct call_private *own = call->own;
    actor.kind = own->actor_kind;
    actor.id = call->principal ? call->principal->id : process.word;
    actor.on_behalf_of = own->on_behalf_of;
    event.actor = &actor;
    event.has_channel = true;
    event.channel = call->channel;
    event.correlation_id = own->correlation_id;
    event.causation_id = own->request_id;
    event.traceparent = call->traceparent;
    event.has_payload = true;
    event.payload.data = (uint8_t *)(uintptr_t)emitted->payload.data;
    event.payload.len = emitted->payload.size;
    return wire_pack(call->arena, &event);
}

enum { COLUMNS = 9 };

/* Only ids are looked up; a call whose cause is no request has none. */
static const char *correlation_of(const struct call *call)
{
    const char *id = call->own->correlation_id;
    uint8_t bytes[ID_BYTES];
    return id && id_parse(id, bytes) ? id : NULL;
}

size_t event_items(struct call **calls, size_t n, struct arena *arena, struct db_item *ret_items)
{
    size_t total = 0, at = 0;
    for (size_t i = 0; i < n; i++)
        total += calls[i]->own->n_events;
    if (!total)
        return 0;
    const char **columns[COLUMNS], **datas = arena_alloc(arena, total * sizeof *datas);
    size_t *sizes = arena_alloc(arena, total * sizeof *sizes);
    for (int c = 0; c < COLUMNS; c++)
        columns[c] = arena_alloc(arena, total * sizeof **columns);
    for (size_t i = 0; i < n; i++) {
        char *occurred = arena_alloc(arena, TIME_TEXT);
        time_format(calls[i]->now_us, occurred);
        for (size_t e = 0; e < calls[i]->own->n_events; e++, at++) {
            const struct emitted *emitted = &calls[i]->own->events[e];
            struct bytes rest = pack_rest(calls[i], emitted);
            columns[0][at] = emitted->id;
            columns[1][at] = arena_printf(arena, "%" PRIu32, emitted->lane);
            columns[2][at] = emitted->type;
            columns[3][at] = arena_printf(arena, "%" PRIu32, emitted->schema);
            columns[4][at] = emitted->agg_type;
            columns[5][at] = emitted->agg_id;
            columns[6][at] = emitted->owner_path;
            columns[7][at] = occurred;
            columns[8][at] = correlation_of(calls[i]);
            datas[at] = (const char *)rest.data;
            sizes[at] = rest.size;
        }
    }
    static const char *const names[COLUMNS] = {"ids",     "lanes",       "types",    "schemas",     "agg_types",
                                               "agg_ids", "owner_paths", "occurred", "correlations"};
    const char *arrays[COLUMNS];
    for (int c = 0; c < COLUMNS; c++)
        arrays[c] = array_write(arena, columns[c], total);
    size_t items = 0;
    if (!is_broken("lock"))
        ret_items[items++] = item_of(arena, "log_lock", NULL, NULL, 0);
    ret_items[items] = item_of(arena, "event_add", names, arrays, COLUMNS);
    item_list(&ret_items[items++], "datas",
              &(struct db_list){.of = DB_BYTEAS, .values = datas, .sizes = sizes, .n = total});
    return items;
}

void event_positions(struct call **calls, size_t n, const struct db_rows *rows)
{
    size_t at = 0;
    for (size_t i = 0; i < n; i++) {
        at += calls[i]->own->n_events;
        if (calls[i]->own->n_events && at <= rows->n)
            calls[i]->own->pos = strtoull(rows->values[at - 1], NULL, 10);
    }
}

static Google__Protobuf__Timestamp *timestamp(struct arena *arena, const char *text)
{
    int64_t us;
    if (!text || !time_parse(text, &us))
        return NULL;
    Google__Protobuf__Timestamp *at = wire_new(arena, &google__protobuf__timestamp__descriptor);
    at->seconds = us / 1000000;
    at->nanos = (int32_t)(us % 1000000) * 1000;
    return at;
}

/* The columns of event_tail.sql and event_tail_of_types.sql as they come: finding each by its name for every event was a
 * tenth of a replay. */
enum { POS, LANE, ID, TYPE, SCHEMA, AGG_TYPE, AGG_ID, AGG_VER, OWNER_PATH, OCCURRED_AT, RECORDED_AT, DATA, N_COLUMNS };

Event *event_of_row(const struct db_rows *rows, size_t row, struct arena *arena)
{
    const char *const *value = rows->values + row * N_COLUMNS;
    struct bytes data;
    assert(rows->n_columns == N_COLUMNS);
    data.data = bytea_read(arena, value[DATA], &data.size);
    Event *event = wire_unpack(arena, &event__descriptor, data, 8u << 20);
    if (!event)
        event = wire_new(arena, &event__descriptor);
    event->id = value[ID];
    event->type = value[TYPE];
    event->domain = process.word;
    event->agg_type = value[AGG_TYPE];
    event->agg_id = value[AGG_ID];
    event->owner_path = value[OWNER_PATH];
    event->has_schema = event->has_pos = event->has_lane = event->has_agg_ver = true;
    event->schema = (uint32_t)strtoul(value[SCHEMA], NULL, 10);
    event->pos = strtoull(value[POS], NULL, 10);
    event->lane = (uint32_t)strtoul(value[LANE], NULL, 10);
    event->agg_ver = strtoull(value[AGG_VER], NULL, 10);
    event->occurred_at = timestamp(arena, value[OCCURRED_AT]);
    event->recorded_at = timestamp(arena, value[RECORDED_AT]);
    return event;
}
