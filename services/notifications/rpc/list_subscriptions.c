/* SPDX-License-Identifier: Apache-2.0 */
#include "page.h"
#include "rooms.h"

RPC(Notifications, list_subscriptions, ListSubscriptionsRequest, ListSubscriptionsReply)
{
    struct rows rows;
    size_t size;
    TRY(page_open(call, in->page_token, in->page_size, &size));
    TRY(sql(call, &SQL_list_subscriptions, &rows));
    rows_into(call, &rows, out, "subscriptions");
    out->n_subscriptions = page_close(call, &rows, size, &out->next_page_token);
    return STATUS_OK;
}
