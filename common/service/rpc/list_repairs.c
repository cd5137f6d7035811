/* SPDX-License-Identifier: Apache-2.0 */
#include "service/ops.h"

RPC(Ops, list_repairs, ListRepairsRequest, ListRepairsReply)
{
    struct rows rows;
    struct ops_place place;
    size_t size = in->has_page_size ? in->page_size : OPS_PAGE;
    TRY(ops_place_read(call, in->page_token, &place));
    ops_place_bind(call, &place, size);
    TRY(sql(call, statement_of("repair_list"), &rows));
    rows_into(call, &rows, out, "repairs");
    for (size_t i = 0; i < out->n_repairs; i++)
        out->repairs[i]->service = process.word;
    if (out->n_repairs <= size)
        return STATUS_OK;
    out->n_repairs = size;
    const Repair *last = out->repairs[size - 1];
    place = (struct ops_place){ops_us(last->requested_at), 0, last->id};
    out->next_page_token = ops_place_write(call->arena, &place);
    return STATUS_OK;
}
