/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"

RPC(Notifications, count_unread, CountUnreadRequest, CountUnreadReply)
{
    struct rows rows;
    TRY(sql_one(call, &SQL_count_unread, "inbox", &rows));
    row_into(call, &rows, 0, out);
    return STATUS_OK;
}
