/* SPDX-License-Identifier: Apache-2.0 */
#include "archive.h"
#include "rooms.h"
#include "service/page.h"

RPC(Contracts, list_receipts, ListReceiptsRequest, ListReceiptsReply)
{
    struct rows rows;
    size_t size;
    TRY(page_open(call, in->page_token, in->page_size, &size));
    TRY(sql(call, &SQL_list_receipts, &rows));
    rows_into(call, &rows, out, "receipts");
    for (size_t i = 0; i < out->n_receipts; i++)
        TRY(archive_unseal(call, &rows, i, out->receipts[i]->id, "receipt", 0, &out->receipts[i]->remark));
    if (out->n_receipts > size) {
        const Receipt *last = out->receipts[size - 1];
        out->n_receipts = size;
        out->next_page_token = page_token(call, time_us(last->recorded_at), last->id);
    }
    return STATUS_OK;
}
