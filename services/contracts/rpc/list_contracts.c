/* SPDX-License-Identifier: Apache-2.0 */
#include "approval.h"
#include "rooms.h"
#include "service/page.h"

RPC(Contracts, list_contracts, ListContractsRequest, ListContractsReply)
{
    struct rows rows;
    size_t size;
    TRY(page_open(call, in->page_token, in->page_size, &size));
    reach_bind(call);
    bind_bool(call, "may_sign", call_may(call, "contracts.sign", NULL));
    bool named = in->customer_id || in->opportunity_id || in->number;
    TRY(sql(call, named && !in->awaiting_me ? &SQL_list_named_contracts : &SQL_list_contracts, &rows));
    rows_into(call, &rows, out, "contracts");
    if (out->n_contracts > size) {
        const Contract *last = out->contracts[size - 1];
        out->n_contracts = size;
        out->next_page_token = page_token(call, time_us(last->created_at), last->id);
    }
    return STATUS_OK;
}
