/* SPDX-License-Identifier: Apache-2.0 */
#include "held.h"
#include "service/page.h"
#include "rooms.h"

RPC(Qa, list_evaluations, ListEvaluationsRequest, ListEvaluationsReply)
{
    struct rows rows;
    size_t size;
    TRY(page_open(call, in->page_token, in->page_size, &size));
    TRY(sql(call, &SQL_list_evaluations, &rows));
    rows_into(call, &rows, out, "evaluations");
    if (out->n_evaluations > size) {
        const Evaluation *last = out->evaluations[size - 1];
        out->n_evaluations = size;
        out->next_page_token = page_token(call, time_us(last->assigned_at), last->id);
    }
    return STATUS_OK;
}
