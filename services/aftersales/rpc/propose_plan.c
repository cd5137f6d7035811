/* SPDX-License-Identifier: Apache-2.0 */
#include "delivery.h"
#include "rooms.h"
#include "settings.h"
#include "vault.h"

static void emit_proposed(struct call *call, const DeliveryPlan *plan)
{
    DeliveryPlanProposed event = DELIVERY_PLAN_PROPOSED__INIT;
    event.plan_id = plan->id;
    event.contract_id = plan->contract_id;
    event.customer_id = plan->customer_id;
    event.owner_id = plan->owner_id;
    event.has_proposal = true;
    event.proposal = plan->proposals;
    event.link_expires_at = plan->link_expires_at;
    emit(call, &event, "delivery_plan", plan->id, plan->owner_path);
}

RPC(Aftersales, propose_plan, ProposePlanRequest, ProposePlanReply)
{
    struct delivery delivery;
    DeliveryPlan *plan = &delivery.plan;
    TRY(delivery_hold(call, in->plan_id, in->has_expected_version ? &in->expected_version : NULL,
                      "propose", &delivery));
    TRY(plan_may_propose(delivery.items, delivery.n_items, &call->error));
    plan->proposals++;
    plan->link_expires_at = time_message(call, call->now_us + days_us(aftersales_settings.link_days));
    TRY(delivery_save(call, &delivery));
    emit_proposed(call, plan);
    out->token = vault_token(call, LINK_PLAN, plan->id, plan->proposals, time_us(plan->link_expires_at));
    return delivery_answer(call, plan, &out->plan);
}
