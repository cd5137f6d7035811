/* SPDX-License-Identifier: Apache-2.0 */
#include "google/protobuf/timestamp.pb-c.h"
#include "service/page.h"
#include "rooms.h"

RPC(Insights, list_targets, ListTargetsRequest, ListTargetsReply)
{
    struct rows rows;
    size_t size;
    TRY(page_open(call, in->page_token, in->page_size, &size));
    TRY(sql(call, &SQL_list_targets, &rows));
    rows_into(call, &rows, out, "targets");
    if (out->n_targets > size) {
        const Target *last = out->targets[size - 1];
        out->n_targets = size;
        out->next_page_token =
            page_token(call, last->created_at->seconds * 1000000 + last->created_at->nanos / 1000, last->id);
    }
    return STATUS_OK;
}
