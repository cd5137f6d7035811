/* SPDX-License-Identifier: Apache-2.0 */
#include "notification.h"
#include "rooms.h"

RPC(Notifications, mark_read, MarkReadRequest, MarkReadReply)
{
    struct rows rows;
    if (!in->n_ids && !in->all_until)
        return bad(call, "ids", "must name notifications where all_until is absent");
    TRY(sql(call, &SQL_mark_read, &rows));
    for (size_t i = 0; i < rows.n; i++) {
        Notification read = NOTIFICATION__INIT;
        row_into(call, &rows, i, &read);
        notification_tell(call, &read, call->principal->path);
    }
    out->has_marked = true;
    out->marked = (uint32_t)rows.n;
    return STATUS_OK;
}
