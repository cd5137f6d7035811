/* SPDX-License-Identifier: Apache-2.0 */
#include "page.h"
#include "rooms.h"

RPC(Notifications, list_notifications, ListNotificationsRequest, ListNotificationsReply)
{
    struct rows rows;
    size_t size;
    TRY(page_open(call, in->page_token, in->page_size, &size));
    bind_text(call, "channel_word", in->has_channel && in->channel == NOTIFICATION__CHANNEL__EMAIL ? "EMAIL" : "IN_APP");
    TRY(sql(call, &SQL_list_notifications, &rows));
    rows_into(call, &rows, out, "notifications");
    out->n_notifications = page_close(call, &rows, size, &out->next_page_token);
    return STATUS_OK;
}
