/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "service/page.h"
#include "service/value.h"

#define MOST_US (INT64_C(31) * 86400 * 1000000)

RPC(Customers, list_unrecorded, ListUnrecordedRequest, ListUnrecordedReply)
{
    struct rows rows;
    size_t size;
    int64_t until_us = in->until ? time_us(in->until) : call->now_us;
    if (in->until && until_us <= time_us(in->from))
        return bad(call, "until", "must be after from");
    if (until_us - time_us(in->from) > MOST_US)
        return bad(call, "from", "must be at most 31 days before until");
    TRY(page_open(call, in->page_token, in->page_size, &size));
    TRY(sql(call, &SQL_list_unrecorded, &rows));
    rows_into(call, &rows, out, "items");
    if (out->n_items > size) {
        const Unrecorded *last = out->items[size - 1];
        out->n_items = size;
        out->next_page_token = page_token(call, time_us(last->at), last->id);
    }
    return STATUS_OK;
}
