/* SPDX-License-Identifier: Apache-2.0 */
#include "dialling.h"
#include "service/page.h"
#include "service/value.h"

RPC(Leads, list_dial_lists, ListDialListsRequest, ListDialListsReply)
{
    struct rows rows;
    size_t size;
    TRY(page_open(call, in->page_token, in->page_size, &size));
    TRY(sql(call, &SQL_list_dial_lists, &rows));
    rows_into(call, &rows, out, "dial_lists");
    if (out->n_dial_lists > size) {
        const DialList *last = out->dial_lists[size - 1];
        out->n_dial_lists = size;
        out->next_page_token = page_token(call, time_us(last->created_at), last->id);
    }
    for (size_t i = 0; i < out->n_dial_lists; i++)
        TRY(dialling_count(call, out->dial_lists[i]));
    return STATUS_OK;
}
