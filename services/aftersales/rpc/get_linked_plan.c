/* SPDX-License-Identifier: Apache-2.0 */
#include "delivery.h"
#include "rooms.h"
#include "vault.h"

static enum status show_item(struct call *call, const DeliveryItem *item, LinkedItem *shown)
{
    linked_item__init(shown);
    shown->has_position = shown->has_kind = shown->has_state = true;
    shown->position = item->position;
    shown->kind = item->kind;
    shown->state = item->state;
    shown->product = item->product;
    shown->has_quantity = item->has_quantity;
    shown->quantity = item->quantity;
    shown->has_method = item->has_method;
    shown->method = item->method;
    shown->due_on = item->due_on;
    shown->content = item->content;
    return vault_unseal(call, item->id, "content", &shown->content);
}

RPC(Aftersales, get_linked_plan, GetLinkedPlanRequest, GetLinkedPlanReply)
{
    struct rows rows;
    struct link link;
    struct delivery delivery = {.plan = DELIVERY_PLAN__INIT};
    TRY(vault_read_token(call, in->token, LINK_PLAN, &link));
    bind_text(call, "plan_id", link.id);
    bind_text(call, "contract_id", NULL);
    TRY(sql_one(call, &SQL_get_plan, "delivery plan", &rows));
    row_into(call, &rows, 0, &delivery.plan);
    TRY(plan_shows(&delivery.plan, link.round, &call->error));
    TRY(delivery_read_items(call, &delivery));
    out->has_state = true;
    out->state = delivery.plan.state;
    out->contract_number = delivery.plan.contract_number;
    out->confirmed_at = delivery.plan.confirmed_at;
    out->expires_at = time_message(call, link.expires_us);
    out->items = arena_alloc(call->arena, (delivery.n_items + 1) * sizeof *out->items);
    for (size_t i = 0; i < delivery.n_items; i++) {
        out->items[i] = arena_alloc(call->arena, sizeof *out->items[i]);
        TRY(show_item(call, delivery.items[i], out->items[i]));
    }
    out->n_items = delivery.n_items;
    return STATUS_OK;
}
