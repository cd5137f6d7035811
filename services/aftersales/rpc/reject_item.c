/* SPDX-License-Identifier: Apache-2.0 */
#include "delivery.h"
#include "rooms.h"
#include "vault.h"

static void emit_rejected(struct call *call, const DeliveryPlan *plan, const DeliveryItem *item)
{
    DeliveryItemRejected event = DELIVERY_ITEM_REJECTED__INIT;
    event.plan_id = plan->id;
    event.item_id = item->id;
    event.contract_id = plan->contract_id;
    event.customer_id = plan->customer_id;
    event.owner_id = plan->owner_id;
    event.has_kind = true;
    event.kind = item->kind;
    event.product = item->product;
    event.staff_id = item->staff_id;
    event.reason = item->rejection_reason;
    emit(call, &event, "delivery_plan", plan->id, plan->owner_path);
}

RPC(Aftersales, reject_item, RejectItemRequest, RejectItemReply)
{
    struct delivery delivery;
    DeliveryItem *item;
    TRY(delivery_hold(call, in->plan_id, in->has_expected_version ? &in->expected_version : NULL, "work", &delivery));
    TRY(delivery_item(call, &delivery, in->item_id, "reject", &item));
    item->rejections++;
    item->rejection_reason = in->reason;
    item->rejection_remark = vault_seal(call, item->id, "rejection_remark", in->remark);
    TRY(delivery_save_item(call, &delivery, item));
    emit_rejected(call, &delivery.plan, item);
    TRY(delivery_answer_item(call, item, &out->item));
    return delivery_answer(call, &delivery.plan, &out->plan);
}
