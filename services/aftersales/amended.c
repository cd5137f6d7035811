/* SPDX-License-Identifier: Apache-2.0 */
#include "amended.h"

#include "base/text.h"

static const DealObligation *obligation_of(const DeliveryItem *item, DealObligation *const *obligations, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (obligations[i]->group == CONTRACT_OBLIGATION__GROUP__DELIVERY && text_equal(obligations[i]->code, item->product))
            return obligations[i];
    return NULL;
}

enum item_change item_amended(const DeliveryItem *item, DealObligation *const *obligations, size_t n,
                              const char **ret_due_on)
{
    if (is_blank(item->product) || item_is_delivered(item))
        return ITEM_STAYS;
    const DealObligation *owed = obligation_of(item, obligations, n);
    if (!owed)
        return item->has_quantity ? ITEM_STAYS : ITEM_GOES;
    if (is_blank(owed->due_on) || text_equal(owed->due_on, item->due_on))
        return ITEM_STAYS;
    *ret_due_on = owed->due_on;
    return ITEM_MOVES;
}

bool obligation_is_new(const DealObligation *obligation, DeliveryItem *const *items, size_t n)
{
    if (obligation->group != CONTRACT_OBLIGATION__GROUP__DELIVERY)
        return false;
    for (size_t i = 0; i < n; i++)
        if (text_equal(items[i]->product, obligation->code))
            return false;
    return true;
}

bool plan_needs_redraft(const DeliveryPlan *plan, size_t added)
{
    switch (plan->state) {
    case DELIVERY_PLAN__STATE__PROPOSED:
        return true;
    case DELIVERY_PLAN__STATE__CONFIRMED:
    case DELIVERY_PLAN__STATE__IN_PROGRESS:
    case DELIVERY_PLAN__STATE__COMPLETED:
        return added > 0;
    default:
        return false;
    }
}
