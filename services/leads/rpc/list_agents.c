/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "service/page.h"

RPC(Leads, list_agents, ListAgentsRequest, ListAgentsReply)
{
    struct rows rows;
    size_t size;
    TRY(page_open(call, in->page_token, in->page_size, &size));
    TRY(sql(call, &SQL_list_agents, &rows));
    rows_into(call, &rows, out, "agents");
    if (out->n_agents > size) {
        out->n_agents = size;
        out->next_page_token = page_token(call, 0, out->agents[size - 1]->user_id);
    }
    return STATUS_OK;
}
