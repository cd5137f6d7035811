/* SPDX-License-Identifier: Apache-2.0 */
#include "delivery.h"
#include "rooms.h"

static void emit_delivered(struct call *call, const DeliveryPlan *plan, const DeliveryItem *item)
{
    DeliveryItemDelivered event = DELIVERY_ITEM_DELIVERED__INIT;
    event.plan_id = plan->id;
    event.item_id = item->id;
    event.contract_id = plan->contract_id;
    event.customer_id = plan->customer_id;
    event.owner_id = plan->owner_id;
    event.has_kind = true;
    event.kind = item->kind;
    event.product = item->product;
    event.staff_id = item->staff_id;
    event.has_late = true;
    event.late = item->late;
    emit(call, &event, "delivery_plan", plan->id, plan->owner_path);
}

RPC(Aftersales, deliver_item, DeliverItemRequest, DeliverItemReply)
{
    struct delivery delivery;
    DeliveryItem *item;
    TRY(delivery_hold(call, in->plan_id, in->has_expected_version ? &in->expected_version : NULL, "work", &delivery));
    TRY(delivery_item(call, &delivery, in->item_id, "deliver", &item));
    item->delivered_at = time_message(call, call->now_us);
    TRY(delivery_save_item(call, &delivery, item));
    emit_delivered(call, &delivery.plan, item);
    TRY(delivery_answer_item(call, item, &out->item));
    return delivery_answer(call, &delivery.plan, &out->plan);
}
