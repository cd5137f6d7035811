/* SPDX-License-Identifier: Apache-2.0 */
#include "service/ops.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/id.h"
#include "google/protobuf/timestamp.pb-c.h"

#define OPS_METHOD(name) extern __typeof__(*((Ops_Service *)0)->name) rpc_##name
OPS_METHOD(list_dead_letters);
OPS_METHOD(get_dead_letter);
OPS_METHOD(replay_dead_letter);
OPS_METHOD(replay_aggregate);
OPS_METHOD(drop_dead_letter);
OPS_METHOD(list_repairs);
OPS_METHOD(find_events);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wmissing-braces"
/* ReadMeters and GetStatus never come here: the dispatcher answers them itself. */
const Ops_Service ops_table = {
    OPS__BASE_INIT,
    .list_dead_letters = rpc_list_dead_letters,
    .get_dead_letter = rpc_get_dead_letter,
    .replay_dead_letter = rpc_replay_dead_letter,
    .replay_aggregate = rpc_replay_aggregate,
    .drop_dead_letter = rpc_drop_dead_letter,
    .list_repairs = rpc_list_repairs,
    .find_events = rpc_find_events,
};
#pragma GCC diagnostic pop

/* ---- pages ---- */

const char *ops_place_write(struct arena *arena, const struct ops_place *place)
{
    const char *text = arena_printf(arena, "%" PRId64 "/%" PRId64 "/%s", place->at_us, place->pos, place->id);
    return base64_encode(arena, text, strlen(text), true);
}

enum status ops_place_read(struct call *call, const char *token, struct ops_place *ret)
{
    uint8_t *bytes, id[ID_BYTES];
    size_t n;
    int end = 0;
    *ret = (struct ops_place){.id = NULL};
    if (!token || !token[0])
        return STATUS_OK;
    if (base64_decode(call->arena, token, strlen(token), &bytes, &n)) {
        const char *text = arena_strndup(call->arena, (const char *)bytes, n);
        if (sscanf(text, "%" SCNd64 "/%" SCNd64 "/%n", &ret->at_us, &ret->pos, &end) == 2 && end &&
            id_parse(text + end, id)) {
            ret->id = text + end;
            return STATUS_OK;
        }
    }
    return bad(call, "page_token", "page_token is not one that this list gave out");
}

void ops_place_bind(struct call *call, const struct ops_place *place, size_t page_size)
{
    bind_time(call, "after_at", place->at_us);
    bind_int(call, "after_pos", place->pos);
    bind_text(call, "after_id", place->id);
    bind_int(call, "one_more", (int64_t)page_size + 1);
}

int64_t ops_us(const Google__Protobuf__Timestamp *at)
{
    return at ? at->seconds * 1000000 + at->nanos / 1000 : 0;
}

/* ---- letters and repairs ---- */

void ops_letter(struct call *call, const struct rows *rows, size_t row, DeadLetter *letter)
{
    row_into(call, rows, row, letter);
    struct bytes_view data = row_bytes(rows, row, "data");
    letter->service = process.word;
    letter->first = row_bool(rows, row, "first");
    letter->has_first = true;
    if (!text_equal(letter->domain, "job")) {
        letter->event =
            wire_unpack(call->arena, &event__descriptor, (struct bytes){data.data, data.size}, 8u << 20);
        return;
    }
    letter->has_job_payload = true;
    letter->job_payload = (ProtobufCBinaryData){data.size, (uint8_t *)(uintptr_t)data.data};
}

Event *ops_event(struct call *call, const struct rows *rows, size_t row)
{
    struct bytes_view data = row_bytes(rows, row, "data");
    Event *event = wire_unpack(call->arena, &event__descriptor, (struct bytes){data.data, data.size}, 8u << 20);
    if (!event)
        event = wire_new(call->arena, &event__descriptor);
    row_into(call, rows, row, event);
    event->domain = process.word;
    return event;
}

const char *ops_new_id(struct call *call)
{
    char *id = arena_alloc(call->arena, ID_TEXT);
    id_new_text(id);
    return id;
}

enum status ops_repair(struct call *call, const char *id, const char *domain, const char *agg_id, Repair **ret)
{
    struct rows rows;
    bind_text(call, "repair_id", id);
    bind_text(call, "domain", domain);
    bind_text(call, "agg_id", agg_id);
    TRY(sql(call, statement_of("repair_get"), &rows));
    *ret = NULL;
    if (!rows.n)
        return STATUS_OK;
    *ret = wire_new(call->arena, &repair__descriptor);
    row_into(call, &rows, 0, *ret);
    (*ret)->service = process.word;
    return STATUS_OK;
}

enum status ops_record(struct call *call, const char *action, const char *state, const DeadLetter *letter, Repair **ret)
{
    struct rows rows;
    const char *id = ops_new_id(call);
    bind_text(call, "repair_id", id);
    bind_text(call, "action", action);
    bind_text(call, "state", state);
    bind_text(call, "domain", letter->domain);
    bind_text(call, "agg_id", letter->agg_id);
    bind_text(call, "letter_id", letter->id);
    bind_text(call, "type", letter->type);
    bind_int(call, "pos", (int64_t)letter->pos);
    bind_text(call, "owner_path", letter->owner_path);
    TRY(sql(call, statement_of("repair_add"), &rows));
    TRY(ops_repair(call, id, letter->domain, letter->agg_id, ret));
    return *ret ? STATUS_OK : fail(call, STATUS_ABORTED, "another repair of this aggregate has just ended; try again");
}
