/* SPDX-License-Identifier: Apache-2.0 */
#include "owed.h"

#include "rooms.h"
#include "schema/rule.h"
#include "settings.h"

static int64_t days_for(DeliveryItem__Kind kind)
{
    switch (kind) {
    case DELIVERY_ITEM__KIND__GOODS:
        return aftersales_settings.goods_days;
    case DELIVERY_ITEM__KIND__INSTALL:
        return aftersales_settings.install_days;
    case DELIVERY_ITEM__KIND__TEST:
        return aftersales_settings.test_days;
    default:
        return aftersales_settings.training_days;
    }
}

void owed_begin(struct call *call, const DeliveryPlan *plan, size_t most, struct owed *ret_owed)
{
    const char **room = arena_alloc(call->arena, (5 * most + 1) * sizeof *room);
    *ret_owed = (struct owed){plan, 0, room, room + most, room + 2 * most, room + 3 * most, room + 4 * most};
}

enum status owed_add(struct call *call, struct owed *owed, DeliveryItem__Kind kind, const char *product, int64_t quantity,
                     const char *due_on)
{
    size_t i = owed->n++;
    owed->ids[i] = new_id(call);
    owed->kinds[i] = enum_word(&delivery_item__kind__descriptor, kind);
    owed->products[i] = product;
    owed->quantities[i] = quantity ? arena_printf(call->arena, "%lld", (long long)quantity) : NULL;
    owed->dues[i] = due_on;
    return due_on ? STATUS_OK : day_after(call, owed->plan->effective_date, days_for(kind), &owed->dues[i]);
}

enum status owed_write(struct call *call, const struct owed *owed)
{
    struct rows rows;
    bind_text(call, "plan_id", owed->plan->id);
    bind_texts(call, "ids", owed->ids, owed->n);
    bind_texts(call, "kinds", owed->kinds, owed->n);
    bind_texts(call, "products", owed->products, owed->n);
    bind_texts(call, "quantities", owed->quantities, owed->n);
    bind_texts(call, "dues", owed->dues, owed->n);
    return sql(call, &SQL_insert_items, &rows);
}
