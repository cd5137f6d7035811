/* SPDX-License-Identifier: Apache-2.0 */
#include "held.h"
#include "rooms.h"
#include "service/page.h"

RPC(Aftersales, list_visits, ListVisitsRequest, ListVisitsReply)
{
    struct rows rows;
    size_t size;
    TRY(page_open(call, in->page_token, in->page_size, &size));
    TRY(sql(call, &SQL_list_visits, &rows));
    rows_into(call, &rows, out, "visits");
    if (out->n_visits > size) {
        const ReturnVisit *last = out->visits[size - 1];
        out->n_visits = size;
        out->next_page_token = page_token(call, time_us(last->created_at), last->id);
    }
    return STATUS_OK;
}
