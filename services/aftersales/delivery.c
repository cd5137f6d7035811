/* SPDX-License-Identifier: Apache-2.0 */
#include "delivery.h"

#include <strings.h>

#include "rooms.h"
#include "schema/rule.h"
#include "vault.h"

enum status delivery_read_items(struct call *call, struct delivery *delivery)
{
    struct rows rows;
    GetPlanReply all = GET_PLAN_REPLY__INIT;
    bind_text(call, "plan_id", delivery->plan.id);
    TRY(sql(call, &SQL_list_items, &rows));
    rows_into(call, &rows, &all, "items");
    delivery->items = all.items;
    delivery->n_items = all.n_items;
    return STATUS_OK;
}

enum status delivery_hold(struct call *call, const char *id, const uint64_t *expected, const char *verb,
                          struct delivery *ret_delivery)
{
    struct rows rows;
    DeliveryPlan *plan = &ret_delivery->plan;
    delivery_plan__init(plan);
    bind_text(call, "plan_id", id);
    TRY(sql_one(call, &SQL_lock_plan, "delivery plan", &rows));
    row_into(call, &rows, 0, plan);
    note(call, "plan", plan->id);
    TRY(delivery_read_items(call, ret_delivery));
    TRY(version_expect("plan", plan->version, expected, &call->error));
    return verb ? plan_move(plan, verb, &call->error) : STATUS_OK;
}

enum status delivery_find(struct call *call, const char *contract_id, struct delivery *ret_delivery, bool *ret_found)
{
    struct rows rows;
    DeliveryPlan *plan = &ret_delivery->plan;
    delivery_plan__init(plan);
    bind_text(call, "contract_id", contract_id);
    TRY(sql(call, &SQL_lock_plan_of_contract, &rows));
    *ret_found = false;
    if (rows.n == 0)
        return STATUS_OK;
    row_into(call, &rows, 0, plan);
    note(call, "plan", plan->id);
    *ret_found = plan->state != DELIVERY_PLAN__STATE__CANCELLED;
    return delivery_read_items(call, ret_delivery);
}

enum status delivery_item(struct call *call, const struct delivery *delivery, const char *id, const char *verb,
                          DeliveryItem **ret_item)
{
    *ret_item = item_find(delivery->items, delivery->n_items, id);
    if (!*ret_item)
        return fail(call, STATUS_NOT_FOUND, "no such item in this plan");
    return verb ? item_move(*ret_item, verb, &call->error) : STATUS_OK;
}

enum status delivery_save(struct call *call, struct delivery *delivery)
{
    return row_save(call, &SQL_save_plan, &delivery->plan, "plan of this version", &delivery->plan.version);
}

enum status delivery_save_item(struct call *call, struct delivery *delivery, const DeliveryItem *item)
{
    struct rows rows;
    bind_message(call, item);
    TRY(sql_one(call, &SQL_save_item, "item", &rows));
    return delivery_save(call, delivery);
}

/* ---- what the customer says ------------------------------------------------------------------------------------ */

enum status delivery_watch(struct call *call, const struct delivery *delivery)
{
    for (size_t i = 0; i < delivery->n_items; i++) {
        const char *today;
        int64_t over_us;
        LateJob job = LATE_JOB__INIT;
        if (item_is_delivered(delivery->items[i]))
            continue;
        TRY(day_read(call, delivery->items[i]->due_on, &today, &over_us));
        job.plan_id = delivery->plan.id;
        job.item_id = delivery->items[i]->id;
        TRY(schedule(call, "late", delivery->items[i]->id, over_us, &job));
    }
    return STATUS_OK;
}

/* Each once, in the order of the items. */
static void take_staff(struct call *call, const struct delivery *delivery, DeliveryConfirmed *event)
{
    event->staff_ids = arena_alloc(call->arena, (delivery->n_items + 1) * sizeof *event->staff_ids);
    for (size_t i = 0; i < delivery->n_items; i++) {
        const char *staff = delivery->items[i]->staff_id;
        size_t k = 0;
        while (k < event->n_staff_ids && !text_equal(event->staff_ids[k], staff))
            k++;
        if (staff && k == event->n_staff_ids)
            event->staff_ids[event->n_staff_ids++] = staff;
    }
}

enum status delivery_confirm(struct call *call, struct delivery *delivery, DeliveryPlan__Confirmation how,
                             const char *name, int64_t at_us)
{
    DeliveryPlan *plan = &delivery->plan;
    DeliveryConfirmed event = DELIVERY_CONFIRMED__INIT;
    plan->confirmed_at = time_message(call, at_us);
    plan->has_confirmed_how = true;
    plan->confirmed_how = how;
    plan->confirmed_by = vault_seal(call, plan->id, "confirmed_by", name);
    plan->change_request = NULL;
    TRY(delivery_save(call, delivery));
    TRY(delivery_watch(call, delivery));
    event.plan_id = plan->id;
    event.contract_id = plan->contract_id;
    event.customer_id = plan->customer_id;
    event.owner_id = plan->owner_id;
    event.has_how = true;
    event.how = how;
    event.confirmed_at = plan->confirmed_at;
    take_staff(call, delivery, &event);
    emit(call, &event, "delivery_plan", plan->id, plan->owner_path);
    return STATUS_OK;
}

enum status delivery_request_change(struct call *call, struct delivery *delivery, const char *text, bool by_link)
{
    DeliveryPlan *plan = &delivery->plan;
    DeliveryChangeRequested event = DELIVERY_CHANGE_REQUESTED__INIT;
    plan->change_request = vault_seal(call, plan->id, "change_request", text);
    TRY(delivery_save(call, delivery));
    event.plan_id = plan->id;
    event.contract_id = plan->contract_id;
    event.customer_id = plan->customer_id;
    event.owner_id = plan->owner_id;
    event.has_how = by_link;
    event.how = DELIVERY_PLAN__CONFIRMATION__LINK;
    emit(call, &event, "delivery_plan", plan->id, plan->owner_path);
    return STATUS_OK;
}

enum status delivery_stop(struct call *call, const struct delivery *delivery)
{
    for (size_t i = 0; i < delivery->n_items; i++)
        TRY(unschedule(call, "late", delivery->items[i]->id));
    return STATUS_OK;
}

/* ---- replies ----------------------------------------------------------------------------------------------------- */

enum status delivery_answer(struct call *call, const DeliveryPlan *plan, DeliveryPlan **ret_plan)
{
    DeliveryPlan *copy = *ret_plan = arena_memdup(call->arena, plan, sizeof *plan);
    TRY(vault_unseal(call, plan->id, "confirmed_by", &copy->confirmed_by));
    return vault_unseal(call, plan->id, "change_request", &copy->change_request);
}

enum status delivery_answer_item(struct call *call, const DeliveryItem *item, DeliveryItem **ret_item)
{
    DeliveryItem *copy = *ret_item = arena_memdup(call->arena, item, sizeof *item);
    TRY(vault_unseal(call, item->id, "content", &copy->content));
    return vault_unseal(call, item->id, "rejection_remark", &copy->rejection_remark);
}
