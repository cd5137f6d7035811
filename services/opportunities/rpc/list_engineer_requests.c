/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "service/page.h"
#include "service/value.h"

RPC(Opportunities, list_engineer_requests, ListEngineerRequestsRequest, ListEngineerRequestsReply)
{
    struct rows rows;
    size_t size;
    TRY(page_open(call, in->page_token, in->page_size, &size));
    TRY(sql(call, &SQL_list_engineer_requests, &rows));
    rows_into(call, &rows, out, "requests");
    if (out->n_requests > size) {
        const EngineerRequest *last = out->requests[size - 1];
        out->n_requests = size;
        out->next_page_token = page_token(call, time_us(last->requested_at), last->id);
    }
    return STATUS_OK;
}
