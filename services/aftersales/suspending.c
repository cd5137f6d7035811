/* SPDX-License-Identifier: Apache-2.0 */
#include "suspending.h"

#include "asking.h"
#include "rooms.h"
#include "visiting.h"

static enum status end_surveys(struct call *call, const char *plan_id, const char *cause)
{
    struct rows rows;
    ListSurveysReply open = LIST_SURVEYS_REPLY__INIT;
    bind_text(call, "plan_id", plan_id);
    TRY(sql(call, &SQL_list_open_surveys, &rows));
    rows_into(call, &rows, &open, "surveys");
    for (size_t i = 0; i < open.n_surveys; i++) {
        TRY(survey_move(open.surveys[i], "expire", &call->error));
        TRY(survey_end(call, open.surveys[i], cause));
    }
    return STATUS_OK;
}

static void emit_suspended(struct call *call, const DeliveryPlan *plan, DeliveryPlan__State from)
{
    DeliverySuspended event = DELIVERY_SUSPENDED__INIT;
    event.plan_id = plan->id;
    event.contract_id = plan->contract_id;
    event.deal_id = plan->deal_id;
    event.customer_id = plan->customer_id;
    event.owner_id = plan->owner_id;
    event.has_from_state = true;
    event.from_state = from;
    event.reason = plan->end_reason;
    emit(call, &event, "delivery_plan", plan->id, plan->owner_path);
}

enum status delivery_suspend(struct call *call, struct delivery *delivery, const char *cause, const char *reason)
{
    DeliveryPlan__State from = delivery->plan.state;
    TRY(plan_move(&delivery->plan, "suspend", &call->error));
    delivery->plan.end_reason = reason;
    TRY(delivery_save(call, delivery));
    TRY(delivery_stop(call, delivery));
    TRY(end_surveys(call, delivery->plan.id, cause));
    TRY(visits_call_off(call, delivery->plan.id, cause));
    emit_suspended(call, &delivery->plan, from);
    return STATUS_OK;
}
