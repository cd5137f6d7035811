/* SPDX-License-Identifier: Apache-2.0 */
#include "lead.h"
#include "page.h"
#include "rooms.h"

RPC(Leads, list_leads, ListLeadsRequest, ListLeadsReply)
{
    struct rows rows;
    struct page page;
    bool by_time = in->order == LIST_LEADS_REQUEST__ORDER__CAPTURED;
    char order = by_time ? 'c' : 'p';
    size_t size = in->has_page_size ? in->page_size : PAGE_DEFAULT;
    TRY(page_read(call->arena, order, in->page_token, &page, &call->error));
    bind_text(call, "after_id", page.id);
    if (by_time)
        bind_time(call, "after_time", page.key);
    else
        bind_int(call, "after_priority", page.key);
    bind_int(call, "one_more", (int64_t)size + 1);
    TRY(sql(call, by_time ? &SQL_list_leads_by_time : &SQL_list_leads_by_priority, &rows));
    rows_into(call, &rows, out, "leads");
    if (out->n_leads <= size)
        return STATUS_OK;
    out->n_leads = size;
    const Lead *last = out->leads[size - 1];
    out->next_page_token =
        page_write(call->arena, order, by_time ? lead_us(last->captured_at) : last->priority, last->id);
    return STATUS_OK;
}
