/* SPDX-License-Identifier: Apache-2.0 */
#include "service/ops.h"

RPC(Ops, list_dead_letters, ListDeadLettersRequest, ListDeadLettersReply)
{
    struct rows rows;
    struct ops_place place;
    size_t size = in->has_page_size ? in->page_size : OPS_PAGE;
    TRY(ops_place_read(call, in->page_token, &place));
    ops_place_bind(call, &place, size);
    TRY(sql(call, statement_of("dead_letter_list"), &rows));
    out->n_letters = rows.n < size ? rows.n : size;
    out->letters = arena_alloc(call->arena, (out->n_letters + 1) * sizeof *out->letters);
    for (size_t i = 0; i < out->n_letters; i++) {
        out->letters[i] = wire_new(call->arena, &dead_letter__descriptor);
        ops_letter(call, &rows, i, out->letters[i]);
    }
    if (rows.n <= size)
        return STATUS_OK;
    const DeadLetter *last = out->letters[size - 1];
    place = (struct ops_place){ops_us(last->created_at), (int64_t)last->pos, last->id};
    out->next_page_token = ops_place_write(call->arena, &place);
    return STATUS_OK;
}
