/* SPDX-License-Identifier: Apache-2.0 */
#include "page.h"
#include "rooms.h"

RPC(Notifications, list_deliveries, ListDeliveriesRequest, ListDeliveriesReply)
{
    struct rows rows;
    size_t size;
    TRY(page_open(call, in->page_token, in->page_size, &size));
    bind_text(call, "id", in->subscription_id);
    TRY(sql_one(call, &SQL_get_subscription, "subscription", &rows));
    TRY(sql(call, &SQL_list_deliveries, &rows));
    rows_into(call, &rows, out, "deliveries");
    out->n_deliveries = page_close(call, &rows, size, &out->next_page_token);
    return STATUS_OK;
}
