/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"

RPC(Notifications, get_delivery, GetDeliveryRequest, GetDeliveryReply)
{
    struct rows rows;
    TRY(sql_one(call, &SQL_get_delivery, "delivery", &rows));
    out->delivery = arena_alloc(call->arena, sizeof *out->delivery);
    webhook_delivery__init(out->delivery);
    row_into(call, &rows, 0, out->delivery);
    out->body = row_text(&rows, 0, "body");
    TRY(sql(call, &SQL_list_attempts, &rows));
    rows_into(call, &rows, out, "attempts");
    return STATUS_OK;
}
