/* SPDX-License-Identifier: Apache-2.0 */
#include "delivery.h"
#include "rooms.h"

RPC(Aftersales, cancel_plan, CancelPlanRequest, CancelPlanReply)
{
    struct delivery delivery;
    DeliveryCancelled event = DELIVERY_CANCELLED__INIT;
    TRY(delivery_hold(call, in->plan_id, in->has_expected_version ? &in->expected_version : NULL, "cancel", &delivery));
    delivery.plan.end_reason = in->reason;
    TRY(delivery_save(call, &delivery));
    TRY(delivery_stop(call, &delivery));
    event.plan_id = delivery.plan.id;
    event.contract_id = delivery.plan.contract_id;
    event.customer_id = delivery.plan.customer_id;
    event.owner_id = delivery.plan.owner_id;
    event.reason = in->reason;
    emit(call, &event, "delivery_plan", delivery.plan.id, delivery.plan.owner_path);
    return delivery_answer(call, &delivery.plan, &out->plan);
}
