/* SPDX-License-Identifier: Apache-2.0
 * A contract in effect has another text (CON-16): its plan follows. Where more is owed, the customer confirms the plan anew;
 * what is delivered stays.
 */
#include "amended.h"
#include "completing.h"
#include "dealspine/contracts.pb-c.h"
#include "owed.h"
#include "rooms.h"

static enum status change_items(struct call *call, const ContractAmended *in, struct delivery *delivery,
                                DeliveryAmended *event)
{
    struct rows rows;
    for (size_t i = 0; i < delivery->n_items; i++) {
        const char *due_on = NULL;
        enum item_change change = item_amended(delivery->items[i], in->obligations, in->n_obligations, &due_on);
        bind_text(call, "item_id", delivery->items[i]->id);
        bind_text(call, "plan_id", delivery->plan.id);
        bind_text(call, "due_on", due_on);
        if (change == ITEM_MOVES)
            TRY(sql(call, &SQL_move_item, &rows));
        if (change == ITEM_GOES) {
            TRY(sql(call, &SQL_remove_item, &rows));
            TRY(unschedule(call, "late", delivery->items[i]->id));
        }
        event->moved += change == ITEM_MOVES;
        event->removed += change == ITEM_GOES;
    }
    return STATUS_OK;
}

static enum status add_items(struct call *call, const ContractAmended *in, const struct delivery *delivery,
                             DeliveryAmended *event)
{
    struct owed owed;
    owed_begin(call, &delivery->plan, in->n_obligations, &owed);
    for (size_t i = 0; i < in->n_obligations; i++)
        if (obligation_is_new(in->obligations[i], delivery->items, delivery->n_items))
            TRY(owed_add(call, &owed, DELIVERY_ITEM__KIND__GOODS, in->obligations[i]->code, 0, in->obligations[i]->due_on));
    event->added = (uint32_t)owed.n;
    return owed.n ? owed_write(call, &owed) : STATUS_OK;
}

/* Where the plan stands with its items as they are now; saves it. */
static enum status settle(struct call *call, struct delivery *delivery, size_t added)
{
    DeliveryPlan *plan = &delivery->plan;
    bool again, running = plan->state == DELIVERY_PLAN__STATE__CONFIRMED || plan->state == DELIVERY_PLAN__STATE__IN_PROGRESS;
    TRY(delivery_read_items(call, delivery));
    if (running && delivery->n_items && items_outstanding(delivery->items, delivery->n_items) == 0) {
        TRY(delivery_complete(call, plan, &again));
        TRY(delivery_save(call, delivery));
        return delivery_completed(call, plan, again, NULL);
    }
    if (plan_needs_redraft(plan, added))
        TRY(plan_move(plan, "redraft", &call->error));
    else if (running)
        TRY(delivery_watch(call, delivery));
    return delivery_save(call, delivery);
}

static void tell(struct call *call, const ContractAmended *in, const DeliveryPlan *plan, DeliveryAmended *event)
{
    event->plan_id = plan->id;
    event->contract_id = plan->contract_id;
    event->customer_id = plan->customer_id;
    event->owner_id = plan->owner_id;
    event->has_text_version = event->has_state = event->has_added = event->has_moved = event->has_removed = true;
    event->text_version = in->text_version;
    event->state = plan->state;
    emit(call, event, "delivery_plan", plan->id, plan->owner_path);
}

ON(contract_amended, ContractAmended)
{
    struct delivery delivery;
    DeliveryAmended event = DELIVERY_AMENDED__INIT;
    bool found;
    TRY(delivery_find(call, in->contract_id, &delivery, &found));
    if (!found || delivery.plan.state == DELIVERY_PLAN__STATE__SUSPENDED)
        return STATUS_OK;
    TRY(change_items(call, in, &delivery, &event));
    TRY(add_items(call, in, &delivery, &event));
    if (!event.added && !event.moved && !event.removed)
        return STATUS_OK;
    TRY(settle(call, &delivery, event.added));
    tell(call, in, &delivery.plan, &event);
    return STATUS_OK;
}
