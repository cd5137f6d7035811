/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "schema/check.h"
#include "service/page.h"
#include "service/value.h"

RPC(Notifications, list_notifications, ListNotificationsRequest, ListNotificationsReply)
{
    struct rows rows;
    size_t size;
    TRY(page_open(call, in->page_token, in->page_size, &size));
    bind_text(call, "channel_word", in->has_channel && in->channel == NOTIFICATION__CHANNEL__EMAIL ? "EMAIL" : "IN_APP");
    TRY(sql(call, &SQL_list_notifications, &rows));
    rows_into(call, &rows, out, "notifications");
    if (out->n_notifications > size) {
        const Notification *last = out->notifications[size - 1];
        out->n_notifications = size;
        out->next_page_token = page_token(call, time_us(last->created_at), last->id);
    }
    return STATUS_OK;
}
