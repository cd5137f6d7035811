/* SPDX-License-Identifier: Apache-2.0 */
#include "page.h"
#include "rooms.h"

RPC(Leads, list_agents, ListAgentsRequest, ListAgentsReply)
{
    struct rows rows;
    struct page page;
    size_t size = in->has_page_size ? in->page_size : PAGE_DEFAULT;
    TRY(page_read(call->arena, 'a', in->page_token, &page, &call->error));
    bind_text(call, "after_id", page.id);
    bind_int(call, "one_more", (int64_t)size + 1);
    TRY(sql(call, &SQL_list_agents, &rows));
    rows_into(call, &rows, out, "agents");
    if (out->n_agents <= size)
        return STATUS_OK;
    out->n_agents = size;
    out->next_page_token = page_write(call->arena, 'a', 0, out->agents[size - 1]->user_id);
    return STATUS_OK;
}
