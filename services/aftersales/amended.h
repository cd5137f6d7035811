/* SPDX-License-Identifier: Apache-2.0
 * What an amendment of the contract makes of a delivery plan: days move, what is owed no more goes, what is owed now
 * comes, and what is delivered stays. Pure.
 */
#ifndef AFTERSALES_AMENDED_H
#define AFTERSALES_AMENDED_H

#include "dealspine/contracts.pb-c.h"
#include "plan.h"

enum item_change { ITEM_STAYS, ITEM_MOVES, ITEM_GOES };

/* What becomes of `item` under the obligations of the new text. An item of a line (it has a quantity) never goes, its line
 * stands; one that somebody added has no product and stays. `ret_due_on` is borrowed, for ITEM_MOVES. */
enum item_change item_amended(const DeliveryItem *item, DealObligation *const *obligations, size_t n,
                              const char **ret_due_on);

/* Is it a delivery that none of `items` stands for? */
bool obligation_is_new(const DealObligation *obligation, DeliveryItem *const *items, size_t n);

/* Does the customer have to see the plan again? When more is owed always, else while he is looking at it. */
bool plan_needs_redraft(const DeliveryPlan *plan, size_t added);

#endif
