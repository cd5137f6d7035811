/* SPDX-License-Identifier: Apache-2.0 */
#include "delivery.h"
#include "rooms.h"

RPC(Aftersales, start_item, StartItemRequest, StartItemReply)
{
    struct delivery delivery;
    DeliveryItem *item;
    TRY(delivery_hold(call, in->plan_id, in->has_expected_version ? &in->expected_version : NULL, "start", &delivery));
    TRY(delivery_item(call, &delivery, in->item_id, "start", &item));
    item->started_at = time_message(call, call->now_us);
    item->delivered_at = NULL;
    TRY(delivery_save_item(call, &delivery, item));
    TRY(delivery_answer_item(call, item, &out->item));
    return delivery_answer(call, &delivery.plan, &out->plan);
}
