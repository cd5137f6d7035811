/* SPDX-License-Identifier: Apache-2.0 */
#include "delivery.h"
#include "rooms.h"
#include "schema/rule.h"

RPC(Aftersales, remove_plan_item, RemovePlanItemRequest, RemovePlanItemReply)
{
    struct rows rows;
    struct delivery delivery;
    DeliveryItem *item;
    TRY(delivery_hold(call, in->plan_id, in->has_expected_version ? &in->expected_version : NULL, "edit", &delivery));
    TRY(delivery_item(call, &delivery, in->item_id, NULL, &item));
    if (item->state != DELIVERY_ITEM__STATE__PLANNED)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "WRONG_STATE", "this item is %s: what was begun stays",
                        enum_word(&delivery_item__state__descriptor, item->state));
    TRY(sql_one(call, &SQL_remove_item, "item of this plan", &rows));
    TRY(delivery_save(call, &delivery));
    return delivery_answer(call, &delivery.plan, &out->plan);
}
