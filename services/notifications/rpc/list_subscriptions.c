/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "schema/check.h"
#include "service/page.h"
#include "service/value.h"

RPC(Notifications, list_subscriptions, ListSubscriptionsRequest, ListSubscriptionsReply)
{
    struct rows rows;
    size_t size;
    TRY(page_open(call, in->page_token, in->page_size, &size));
    TRY(sql(call, &SQL_list_subscriptions, &rows));
    rows_into(call, &rows, out, "subscriptions");
    if (out->n_subscriptions > size) {
        const Subscription *last = out->subscriptions[size - 1];
        out->n_subscriptions = size;
        out->next_page_token = page_token(call, time_us(last->created_at), last->id);
    }
    return STATUS_OK;
}
