/* SPDX-License-Identifier: Apache-2.0 */
#include "completing.h"

#include "visiting.h"

enum status delivery_complete(struct call *call, DeliveryPlan *plan, bool *ret_again)
{
    *ret_again = plan->completed_at;
    TRY(plan_move(plan, "complete", &call->error));
    plan->completed_at = time_message(call, call->now_us);
    return STATUS_OK;
}

enum status delivery_completed(struct call *call, const DeliveryPlan *plan, bool again, Survey **ret_survey)
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
    return again ? STATUS_OK : visit_plan_first(call, plan);
}
