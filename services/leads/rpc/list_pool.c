/* SPDX-License-Identifier: Apache-2.0 */
#include "page.h"
#include "rooms.h"

RPC(Leads, list_pool, ListPoolRequest, ListPoolReply)
{
    struct rows rows;
    struct page page;
    size_t size = in->has_page_size ? in->page_size : PAGE_DEFAULT;
    TRY(page_read(call->arena, 'o', in->page_token, &page, &call->error));
    bind_text(call, "after_id", page.id);
    bind_int(call, "after_priority", page.key);
    bind_int(call, "one_more", (int64_t)size + 1);
    TRY(sql(call, &SQL_list_pool, &rows));
    rows_into(call, &rows, out, "leads");
    if (out->n_leads <= size)
        return STATUS_OK;
    out->n_leads = size;
    out->next_page_token =
        page_write(call->arena, 'o', out->leads[size - 1]->priority, out->leads[size - 1]->id);
    return STATUS_OK;
}
