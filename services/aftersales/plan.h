/* SPDX-License-Identifier: Apache-2.0
 * Delivery plans and their items: lifecycles, and when a plan may be proposed. Pure.
 */
#ifndef AFTERSALES_PLAN_H
#define AFTERSALES_PLAN_H

#include <stdbool.h>

#include "base/lifecycle.h"
#include "dealspine/aftersales.pb-c.h"

extern const struct lifecycle plan_lifecycle, item_lifecycle;

/* Move the state by `verb`. FAILED_PRECONDITION, reason WRONG_STATE; the state is then untouched. */
enum status plan_move(DeliveryPlan *plan, const char *verb, struct error *error) MUST_CHECK;
enum status item_move(DeliveryItem *item, const char *verb, struct error *error) MUST_CHECK;

/* There is an item, and each has time, content, method and staff. FAILED_PRECONDITION, reason PLAN_INCOMPLETE, names
 * the first that has not. */
enum status plan_may_propose(DeliveryItem *const *items, size_t n, struct error *error) MUST_CHECK;

/* The kind of item that a line of the contract becomes ("PRODUCT", "INSTALLATION", …); false for what is not delivered
 * but rendered over the term ("SUPPORT"). */
bool item_kind_of_line(const char *line_kind, DeliveryItem__Kind *ret_kind);

/* Is it with the customer? What is stays as it is, whatever the contract says later. */
bool item_is_delivered(const DeliveryItem *item);

/* NULL if there is none of this id. */
DeliveryItem *item_find(DeliveryItem *const *items, size_t n, const char *id);

uint32_t items_outstanding(DeliveryItem *const *items, size_t n); /* not yet ACCEPTED */

/* Can it still become late? Once delivered it cannot. */
bool item_may_be_late(const DeliveryPlan *plan, const DeliveryItem *item);

/* The customer's link shows this plan as of `round`, the proposal that the link was made for. FAILED_PRECONDITION,
 * reason LINK_REPLACED, when it was proposed anew or taken back into drafting. */
enum status plan_shows(const DeliveryPlan *plan, uint32_t round, struct error *error) MUST_CHECK;

#endif
