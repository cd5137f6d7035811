/* SPDX-License-Identifier: Apache-2.0 */
#include "asking.h"
#include "delivery.h"
#include "rooms.h"
#include "visiting.h"

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

/* The last one was accepted: the plan is complete, and in a month the customer is asked (AFT-09), and
 * visited from then on. */
static enum status complete(struct call *call, DeliveryPlan *plan, Survey **ret_survey)
{
    int64_t due_us;
    DeliveryCompleted event = DELIVERY_COMPLETED__INIT;
    event.plan_id = plan->id;
    event.contract_id = plan->contract_id;
    event.deal_id = plan->deal_id;
    event.customer_id = plan->customer_id;
    event.owner_id = plan->owner_id;
    event.completed_at = plan->completed_at;
    emit(call, &event, "delivery_plan", plan->id, plan->owner_path);
    struct survey_subject subject = {.trigger = SURVEY__TRIGGER__ACCEPTANCE,
                                     .plan_id = plan->id,
                                     .contract_id = plan->contract_id,
                                     .customer_id = plan->customer_id,
                                     .owner_id = plan->owner_id,
                                     .owner_path = plan->owner_path};
    TRY(months_from_now(call, 1, &due_us));
    TRY(survey_schedule(call, &subject, due_us, ret_survey));
    return visit_plan_first(call, plan);
}

RPC(Aftersales, accept_item, AcceptItemRequest, AcceptItemReply)
{
    struct delivery delivery;
    DeliveryItem *item;
    TRY(delivery_hold(call, in->plan_id, in->has_expected_version ? &in->expected_version : NULL, "work", &delivery));
    TRY(delivery_item(call, &delivery, in->item_id, "accept", &item));
    item->accepted_at = time_message(call, call->now_us);
    uint32_t outstanding = items_outstanding(delivery.items, delivery.n_items);
    if (outstanding == 0) {
        TRY(plan_move(&delivery.plan, "complete", &call->error));
        delivery.plan.completed_at = item->accepted_at;
    }
    TRY(delivery_save_item(call, &delivery, item));
    TRY(unschedule(call, "late", item->id));
    emit_accepted(call, &delivery.plan, item, outstanding);
    if (outstanding == 0)
        TRY(complete(call, &delivery.plan, &out->survey));
    TRY(delivery_answer_item(call, item, &out->item));
    return delivery_answer(call, &delivery.plan, &out->plan);
}
