/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "service/page.h"
#include "service/value.h"

RPC(Leads, list_leads, ListLeadsRequest, ListLeadsReply)
{
    struct rows rows;
    size_t size;
    bool by_time = in->order == LIST_LEADS_REQUEST__ORDER__CAPTURED;
    TRY(page_open(call, in->page_token, in->page_size, &size));
    TRY(sql(call, by_time ? &SQL_list_leads_by_time : &SQL_list_leads_by_priority, &rows));
    rows_into(call, &rows, out, "leads");
    if (out->n_leads > size) {
        const Lead *last = out->leads[size - 1];
        out->n_leads = size;
        out->next_page_token = page_token(call, by_time ? time_us(last->captured_at) : -last->priority, last->id);
    }
    return STATUS_OK;
}
