/* SPDX-License-Identifier: Apache-2.0 */
#include "delivery.h"
#include "rooms.h"

RPC(Aftersales, remove_plan_item, RemovePlanItemRequest, RemovePlanItemReply)
{
    struct rows rows;
    struct delivery delivery;
    DeliveryItem *item;
    TRY(delivery_hold(call, in->plan_id, in->has_expected_version ? &in->expected_version : NULL, "edit", &delivery));
    TRY(delivery_item(call, &delivery, in->item_id, NULL, &item));
    TRY(sql_one(call, &SQL_remove_item, "item of this plan", &rows));
    TRY(delivery_save(call, &delivery));
    return delivery_answer(call, &delivery.plan, &out->plan);
}
