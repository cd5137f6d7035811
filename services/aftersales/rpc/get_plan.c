/* SPDX-License-Identifier: Apache-2.0 */
#include "delivery.h"
#include "rooms.h"

RPC(Aftersales, get_plan, GetPlanRequest, GetPlanReply)
{
    struct rows rows;
    struct delivery delivery = {.plan = DELIVERY_PLAN__INIT};
    if (!in->id == !in->contract_id)
        return bad(call, "id", "give either id or contract_id");
    bind_text(call, "plan_id", in->id);
    TRY(sql_one(call, &SQL_get_plan, "delivery plan", &rows));
    row_into(call, &rows, 0, &delivery.plan);
    TRY(delivery_read_items(call, &delivery));
    for (size_t i = 0; i < delivery.n_items; i++)
        TRY(delivery_answer_item(call, delivery.items[i], &delivery.items[i]));
    out->items = delivery.items;
    out->n_items = delivery.n_items;
    return delivery_answer(call, &delivery.plan, &out->plan);
}
