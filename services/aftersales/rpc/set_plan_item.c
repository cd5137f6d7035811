/* SPDX-License-Identifier: Apache-2.0 */
#include "delivery.h"
#include "rooms.h"
#include "vault.h"

static enum status check(struct call *call, const SetPlanItemRequest *in)
{
    if (!in->item_id && !in->has_kind)
        return bad(call, "kind", "must be given for a new item");
    if (in->due_on && in->has_due_after_days)
        return bad(call, "due_after_days", "may not be given beside due_on");
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
    TRY(delivery_hold(call, in->plan_id, in->has_expected_version ? &in->expected_version : NULL, "edit", &delivery));
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
