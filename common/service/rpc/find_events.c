/* SPDX-License-Identifier: Apache-2.0 */
#include "service/ops.h"

static enum status find(struct call *call, const FindEventsRequest *in, size_t size, struct rows *ret)
{
    struct ops_place place;
    if (!in->id == !in->correlation_id)
        return bad(call, in->id ? "correlation_id" : "id", "give either id or correlation_id, not both and not none");
    if (in->id)
        return sql(call, statement_of("event_find_id"), ret);
    TRY(ops_place_read(call, in->page_token, &place));
    bind_int(call, "after_pos", place.pos);
    bind_int(call, "one_more", (int64_t)size + 1);
    return sql(call, statement_of("event_find_correlation"), ret);
}

RPC(Ops, find_events, FindEventsRequest, FindEventsReply)
{
    struct rows rows;
    size_t size = in->has_page_size ? in->page_size : OPS_PAGE;
    TRY(find(call, in, size, &rows));
    out->n_events = rows.n < size ? rows.n : size;
    out->events = arena_alloc(call->arena, (out->n_events + 1) * sizeof *out->events);
    for (size_t i = 0; i < out->n_events; i++)
        out->events[i] = ops_event(call, &rows, i);
    if (rows.n <= size)
        return STATUS_OK;
    const Event *last = out->events[size - 1];
    const struct ops_place next = {0, (int64_t)last->pos, last->id};
    out->next_page_token = ops_place_write(call->arena, &next);
    return STATUS_OK;
}
