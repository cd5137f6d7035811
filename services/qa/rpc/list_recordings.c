/* SPDX-License-Identifier: Apache-2.0 */
#include "held.h"
#include "service/page.h"
#include "rooms.h"

RPC(Qa, list_recordings, ListRecordingsRequest, ListRecordingsReply)
{
    struct rows rows;
    size_t size;
    TRY(page_open(call, in->page_token, in->page_size, &size));
    TRY(sql(call, &SQL_list_recordings, &rows));
    rows_into(call, &rows, out, "recordings");
    if (out->n_recordings > size) {
        const Recording *last = out->recordings[size - 1];
        out->n_recordings = size;
        out->next_page_token = page_token(call, time_us(last->answered_at), last->call_id);
    }
    return STATUS_OK;
}
