/* SPDX-License-Identifier: Apache-2.0 */
#include "held.h"
#include "service/page.h"
#include "rooms.h"
#include "zone.h"

RPC(Opportunities, list_opportunities, ListOpportunitiesRequest, ListOpportunitiesReply)
{
    struct rows rows;
    size_t size;
    TRY(page_open(call, in->page_token, in->page_size, &size));
    zone_bind(call);
    TRY(sql(call, in->customer_id ? &SQL_list_opportunities_of_customer : &SQL_list_opportunities, &rows));
    rows_into(call, &rows, out, "opportunities");
    if (out->n_opportunities > size) {
        const Opportunity *last = out->opportunities[size - 1];
        out->n_opportunities = size;
        out->next_page_token = page_token(call, time_us(last->created_at), last->id);
    }
    return STATUS_OK;
}
