/* SPDX-License-Identifier: Apache-2.0 */
#include "lesson.h"
#include "rooms.h"
#include "service/page.h"
#include "service/value.h"

RPC(Qa, list_coaching, ListCoachingRequest, ListCoachingReply)
{
    struct rows rows;
    size_t size;
    TRY(page_open(call, in->page_token, in->page_size, &size));
    TRY(sql(call, &SQL_list_coaching, &rows));
    out->n_items = rows.n < size ? rows.n : size;
    out->items = arena_alloc(call->arena, (rows.n + 1) * sizeof *out->items);
    for (size_t i = 0; i < out->n_items; i++)
        TRY(lesson_of_row(call, &rows, i, &out->items[i]));
    if (rows.n > size) {
        const CoachingItem *last = out->items[size - 1];
        out->next_page_token = page_token(call, time_us(last->opened_at), last->id);
    }
    return STATUS_OK;
}
