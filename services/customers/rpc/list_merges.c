/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "service/page.h"

RPC(Customers, list_merges, ListMergesRequest, ListMergesReply)
{
    struct rows customer, rows;
    size_t size;
    TRY(page_open(call, in->page_token, in->page_size, &size));
    TRY(sql_one(call, &SQL_see_customer, "customer", &customer));
    bind_text(call, "of_id", row_text(&customer, 0, "head_id"));
    TRY(sql(call, &SQL_list_merges, &rows));
    rows_into(call, &rows, out, "merges");
    if (rows.n > size) {
        out->n_merges = size;
        out->next_page_token = page_token(call, row_time(&rows, size - 1, "merged_at"), out->merges[size - 1]->id);
    }
    return STATUS_OK;
}
