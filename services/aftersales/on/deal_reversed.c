/* SPDX-License-Identifier: Apache-2.0
 * The deal was taken back: nothing more is delivered, nobody is asked or visited any more. A plan that was given up
 * before stays so.
 */
#include "asking.h"
#include "dealspine/contracts.pb-c.h"
#include "delivery.h"
#include "rooms.h"
#include "visiting.h"

static enum status end_surveys(struct call *call, const char *plan_id)
{
    struct rows rows;
    ListSurveysReply open = LIST_SURVEYS_REPLY__INIT;
    bind_text(call, "plan_id", plan_id);
    TRY(sql(call, &SQL_list_open_surveys, &rows));
    rows_into(call, &rows, &open, "surveys");
    for (size_t i = 0; i < open.n_surveys; i++) {
        TRY(survey_move(open.surveys[i], "expire", &call->error));
        TRY(survey_end(call, open.surveys[i], "DEAL_REVERSED"));
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

static enum status suspend(struct call *call, struct delivery *delivery, const char *reason)
{
    DeliveryPlan__State from = delivery->plan.state;
    TRY(plan_move(&delivery->plan, "suspend", &call->error));
    delivery->plan.end_reason = reason;
    TRY(delivery_save(call, delivery));
    TRY(delivery_stop(call, delivery));
    TRY(end_surveys(call, delivery->plan.id));
    TRY(visits_call_off(call, delivery->plan.id));
    emit_suspended(call, &delivery->plan, from);
    return STATUS_OK;
}

ON(deal_reversed, DealReversed)
{
    struct rows rows;
    struct delivery delivery = {.plan = DELIVERY_PLAN__INIT};
    bind_text(call, "contract_id", in->contract_id);
    TRY(sql(call, &SQL_lock_plan_of_contract, &rows));
    if (rows.n == 0)
        return STATUS_OK;
    row_into(call, &rows, 0, &delivery.plan);
    note(call, "plan", delivery.plan.id);
    if (delivery.plan.state == DELIVERY_PLAN__STATE__CANCELLED)
        return STATUS_OK;
    TRY(delivery_read_items(call, &delivery));
    return suspend(call, &delivery, in->reason);
}
