/* SPDX-License-Identifier: Apache-2.0 */
#include <strings.h>

#include "dealspine/customers.pb-c.h"
#include "delivery.h"
#include "rooms.h"
#include "schema/rule.h"
#include "vault.h"

static enum status check(struct call *call, const SetPlanItemRequest *in)
{
    if (!in->item_id && !in->has_kind)
        return bad(call, "kind", "must be given for a new item");
    if (in->due_on && in->has_due_after_days)
        return bad(call, "due_after_days", "may not be given beside due_on");
    if (in->has_due_after_working_days && (in->due_on || in->has_due_after_days))
        return bad(call, "due_after_working_days", "may not be given beside due_on or due_after_days");
    if (in->ship_to_id && !in->customer_id)
        return bad(call, "customer_id", "must be given with an address, the plan's");
    return STATUS_OK;
}

/* The address is asked for where it lies. */
static enum status check_ship_to(struct call *call, const SetPlanItemRequest *in)
{
    GetCustomerRecordRequest question = GET_CUSTOMER_RECORD_REQUEST__INIT;
    const GetCustomerRecordReply *answer;
    if (!in->ship_to_id)
        return STATUS_OK;
    question.customer_id = in->customer_id;
    TRY(ask(call, &customers__descriptor, "GetCustomerRecord", &question, (const void **)&answer));
    for (size_t i = 0; i < answer->n_ship_tos; i++) {
        if (strcasecmp(answer->ship_tos[i]->id, in->ship_to_id) != 0)
            continue;
        return answer->ship_tos[i]->closed
                   ? fail_for(call, STATUS_FAILED_PRECONDITION, "SHIP_TO_CLOSED", "goods go to this address no more")
                   : STATUS_OK;
    }
    return fail(call, STATUS_NOT_FOUND, "no such address for goods of this customer");
}

static enum status check_customer(struct call *call, const SetPlanItemRequest *in, const DeliveryPlan *plan)
{
    if (in->customer_id && strcasecmp(in->customer_id, plan->customer_id) != 0)
        return bad(call, "customer_id", "must be the plan's customer");
    return STATUS_OK;
}

/* The item's id: of the one that is there, or of one that is added. */
static enum status find_or_add(struct call *call, const SetPlanItemRequest *in, const struct delivery *delivery,
                               const char **ret_id)
{
    struct rows rows;
    DeliveryItem *item;
    if (in->item_id) {
        TRY(delivery_item(call, delivery, in->item_id, NULL, &item));
        if (item_is_delivered(item))
            return fail_for(call, STATUS_FAILED_PRECONDITION, "WRONG_STATE", "this item is %s: what is delivered stays",
                            enum_word(&delivery_item__state__descriptor, item->state));
        *ret_id = item->id;
        return STATUS_OK;
    }
    *ret_id = new_id(call);
    bind_text(call, "item_id", *ret_id);
    return sql(call, &SQL_add_item, &rows);
}

RPC(Aftersales, set_plan_item, SetPlanItemRequest, SetPlanItemReply)
{
    struct rows rows;
    struct delivery delivery;
    DeliveryItem *item;
    const char *id;
    TRY(check(call, in));
    TRY(check_ship_to(call, in));
    TRY(delivery_hold(call, in->plan_id, in->has_expected_version ? &in->expected_version : NULL, "edit", &delivery));
    TRY(check_customer(call, in, &delivery.plan));
    TRY(find_or_add(call, in, &delivery, &id));
    bind_text(call, "item_id", id);
    bind_text(call, "content_sealed", vault_seal(call, id, "content", in->content));
    TRY(sql_one(call, &SQL_change_item, "item of this plan", &rows));
    TRY(delivery_save(call, &delivery));
    TRY(delivery_read_items(call, &delivery));
    TRY(delivery_item(call, &delivery, id, NULL, &item));
    TRY(delivery_answer_item(call, item, &out->item));
    return delivery_answer(call, &delivery.plan, &out->plan);
}
