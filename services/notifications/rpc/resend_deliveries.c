/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "sender.h"

RPC(Notifications, resend_deliveries, ResendDeliveriesRequest, ResendDeliveriesReply)
{
    struct rows rows;
    Subscription held = SUBSCRIPTION__INIT;
    if (!in->n_ids && (!in->from || !in->until))
        return bad(call, "ids", "must name deliveries where from and until are absent");
    TRY(sql_one(call, &SQL_lock_subscription_of, "subscription", &rows));
    row_into(call, &rows, 0, &held);
    if (held.state == SUBSCRIPTION__STATE__DISABLED)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "WRONG_STATE", "nothing is sent to a disabled subscription");
    TRY(sql(call, &SQL_resend_deliveries, &rows));
    sender_ring();
    out->has_queued = true;
    out->queued = (uint32_t)rows.n;
    return STATUS_OK;
}
