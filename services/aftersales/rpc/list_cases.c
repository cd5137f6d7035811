/* SPDX-License-Identifier: Apache-2.0 */
#include "held.h"
#include "rooms.h"
#include "service/page.h"

RPC(Aftersales, list_cases, ListCasesRequest, ListCasesReply)
{
    struct rows rows;
    size_t size;
    TRY(page_open(call, in->page_token, in->page_size, &size));
    TRY(sql(call, &SQL_list_cases, &rows));
    rows_into(call, &rows, out, "cases");
    if (out->n_cases > size) {
        const Case *last = out->cases[size - 1];
        out->n_cases = size;
        out->next_page_token = page_token(call, time_us(last->received_at), last->id);
    }
    return STATUS_OK;
}
