/* SPDX-License-Identifier: Apache-2.0
 * The day of an item is over: if it is not with the customer, it is late, and stays so.
 */
#include "delivery.h"
#include "rooms.h"

JOB(late, LateJob)
{
    struct delivery delivery;
    DeliveryItem *item;
    DeliveryLate event = DELIVERY_LATE__INIT;
    TRY(delivery_hold(call, in->plan_id, NULL, NULL, &delivery));
    item = item_find(delivery.items, delivery.n_items, in->item_id);
    if (!item || !item_may_be_late(&delivery.plan, item))
        return STATUS_OK;
    item->late = true;
    TRY(delivery_save_item(call, &delivery, item));
    event.plan_id = delivery.plan.id;
    event.item_id = item->id;
    event.contract_id = delivery.plan.contract_id;
    event.customer_id = delivery.plan.customer_id;
    event.owner_id = delivery.plan.owner_id;
    event.staff_id = item->staff_id;
    event.due_on = item->due_on;
    emit(call, &event, "delivery_plan", delivery.plan.id, delivery.plan.owner_path);
    return STATUS_OK;
}
