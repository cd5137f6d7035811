/* SPDX-License-Identifier: Apache-2.0 */
#include "improving.h"
#include "rooms.h"
#include "service/page.h"

RPC(Aftersales, list_improvements, ListImprovementsRequest, ListImprovementsReply)
{
    struct rows rows;
    size_t size;
    TRY(page_open(call, in->page_token, in->page_size, &size));
    TRY(sql(call, &SQL_list_improvements, &rows));
    rows_into(call, &rows, out, "improvements");
    if (out->n_improvements > size) {
        const Improvement *last = out->improvements[size - 1];
        out->n_improvements = size;
        out->next_page_token = page_token(call, time_us(last->created_at), last->id);
    }
    for (size_t i = 0; i < out->n_improvements; i++)
        TRY(improvement_answer(call, out->improvements[i], &out->improvements[i]));
    return STATUS_OK;
}
