/* SPDX-License-Identifier: Apache-2.0 */
#include "completing.h"
#include "rooms.h"

static void emit_accepted(struct call *call, const DeliveryPlan *plan, const DeliveryItem *item, uint32_t outstanding)
{
    DeliveryItemAccepted event = DELIVERY_ITEM_ACCEPTED__INIT;
    event.plan_id = plan->id;
    event.item_id = item->id;
    event.contract_id = plan->contract_id;
    event.customer_id = plan->customer_id;
    event.owner_id = plan->owner_id;
    event.has_kind = true;
    event.kind = item->kind;
    event.product = item->product;
    event.staff_id = item->staff_id;
    event.has_outstanding = true;
    event.outstanding = outstanding;
    emit(call, &event, "delivery_plan", plan->id, plan->owner_path);
}

RPC(Aftersales, accept_item, AcceptItemRequest, AcceptItemReply)
{
    struct delivery delivery;
    DeliveryItem *item;
    TRY(delivery_hold(call, in->plan_id, in->has_expected_version ? &in->expected_version : NULL, "work", &delivery));
    TRY(delivery_item(call, &delivery, in->item_id, "accept", &item));
    item->accepted_at = time_message(call, call->now_us);
    uint32_t outstanding = items_outstanding(delivery.items, delivery.n_items);
    bool completes = outstanding == 0 && delivery.plan.state == DELIVERY_PLAN__STATE__IN_PROGRESS, again = false;
    if (completes)
        TRY(delivery_complete(call, &delivery.plan, &again));
    TRY(delivery_save_item(call, &delivery, item));
    TRY(unschedule(call, "late", item->id));
    emit_accepted(call, &delivery.plan, item, outstanding);
    if (completes)
        TRY(delivery_completed(call, &delivery.plan, again, &out->survey));
    TRY(delivery_answer_item(call, item, &out->item));
    return delivery_answer(call, &delivery.plan, &out->plan);
}
