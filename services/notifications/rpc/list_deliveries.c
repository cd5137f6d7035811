/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "schema/check.h"
#include "service/page.h"
#include "service/value.h"

RPC(Notifications, list_deliveries, ListDeliveriesRequest, ListDeliveriesReply)
{
    struct rows rows;
    size_t size;
    TRY(page_open(call, in->page_token, in->page_size, &size));
    bind_text(call, "id", in->subscription_id);
    TRY(sql_one(call, &SQL_get_subscription, "subscription", &rows));
    TRY(sql(call, &SQL_list_deliveries, &rows));
    rows_into(call, &rows, out, "deliveries");
    if (out->n_deliveries > size) {
        const WebhookDelivery *last = out->deliveries[size - 1];
        out->n_deliveries = size;
        out->next_page_token = page_token(call, time_us(last->created_at), last->id);
    }
    return STATUS_OK;
}
