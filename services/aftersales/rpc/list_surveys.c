/* SPDX-License-Identifier: Apache-2.0 */
#include "held.h"
#include "rooms.h"
#include "service/page.h"

RPC(Aftersales, list_surveys, ListSurveysRequest, ListSurveysReply)
{
    struct rows rows;
    size_t size;
    TRY(page_open(call, in->page_token, in->page_size, &size));
    TRY(sql(call, &SQL_list_surveys, &rows));
    rows_into(call, &rows, out, "surveys");
    if (out->n_surveys > size) {
        const Survey *last = out->surveys[size - 1];
        out->n_surveys = size;
        out->next_page_token = page_token(call, time_us(last->created_at), last->id);
    }
    return STATUS_OK;
}
