/* SPDX-License-Identifier: Apache-2.0
 * A deal is closed: what it owes becomes a plan in DRAFT (AFT-01). A line is an item unless it is rendered over the
 * term (SUPPORT); a DELIVERY obligation named like a line's product gives that item its day, another one is an item of
 * its own. Where no day was agreed, it is so many days after the effective date as the settings say for the kind.
 */
#include "dealspine/contracts.pb-c.h"
#include "owed.h"
#include "rooms.h"

static const DealObligation *promise_of(const DealClosed *in, const char *product)
{
    for (size_t i = 0; i < in->n_obligations; i++)
        if (in->obligations[i]->group == CONTRACT_OBLIGATION__GROUP__DELIVERY &&
            text_equal(in->obligations[i]->code, product))
            return in->obligations[i];
    return NULL;
}

static bool is_a_line(const DealClosed *in, const char *code)
{
    for (size_t i = 0; i < in->n_lines; i++)
        if (text_equal(in->lines[i]->product, code))
            return true;
    return false;
}

static enum status take_items(struct call *call, const DealClosed *in, struct owed *owed)
{
    DeliveryItem__Kind kind;
    for (size_t i = 0; i < in->n_lines; i++) {
        const DealLine *line = in->lines[i];
        const DealObligation *promise = promise_of(in, line->product);
        if (item_kind_of_line(line->kind, &kind))
            TRY(owed_add(call, owed, kind, line->product, line->quantity, promise ? promise->due_on : NULL));
    }
    for (size_t i = 0; i < in->n_obligations; i++) {
        const DealObligation *duty = in->obligations[i];
        if (duty->group == CONTRACT_OBLIGATION__GROUP__DELIVERY && !is_a_line(in, duty->code))
            TRY(owed_add(call, owed, DELIVERY_ITEM__KIND__GOODS, duty->code, 0, duty->due_on));
    }
    return STATUS_OK;
}

static void take_deal(struct call *call, const DealClosed *in, DeliveryPlan *plan)
{
    delivery_plan__init(plan);
    plan->id = new_id(call);
    plan->has_state = true;
    plan->state = DELIVERY_PLAN__STATE__DRAFT;
    plan->contract_id = in->contract_id;
    plan->contract_number = in->number;
    plan->deal_id = in->deal_id;
    plan->opportunity_id = in->opportunity_id;
    plan->customer_id = in->customer_id;
    plan->customer_tier = in->customer_tier;
    plan->owner_id = in->owner_id;
    plan->owner_path = in->owner_path;
    plan->effective_date = in->effective_date;
    plan->created_at = time_message(call, call->now_us);
}

ON(deal_closed, DealClosed)
{
    struct rows rows;
    DeliveryPlan plan;
    struct owed owed;
    DeliveryPlanned event = DELIVERY_PLANNED__INIT;
    take_deal(call, in, &plan);
    bind_message(call, &plan);
    TRY(sql(call, &SQL_insert_plan, &rows));
    owed_begin(call, &plan, in->n_lines + in->n_obligations, &owed);
    TRY(take_items(call, in, &owed));
    TRY(owed_write(call, &owed));
    note(call, "plan", plan.id);
    event.plan_id = plan.id;
    event.contract_id = plan.contract_id;
    event.deal_id = plan.deal_id;
    event.customer_id = plan.customer_id;
    event.owner_id = plan.owner_id;
    event.has_items = true;
    event.items = (uint32_t)owed.n;
    emit(call, &event, "delivery_plan", plan.id, plan.owner_path);
    return STATUS_OK;
}
