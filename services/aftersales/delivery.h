/* SPDX-License-Identifier: Apache-2.0
 * A plan that a command holds: locked, within the caller's scope, with its items; how it is saved and told.
 * Private fields stay sealed in it.
 */
#ifndef AFTERSALES_DELIVERY_H
#define AFTERSALES_DELIVERY_H

#include "held.h"
#include "plan.h"

struct delivery {
    DeliveryPlan plan;
    DeliveryItem **items; /* by position */
    size_t n_items;
};

/* Locks the plan `id` and reads its items. NOT_FOUND outside the scope, ABORTED at another version than `expected`
 * (NULL: any), FAILED_PRECONDITION where `verb` (NULL: none) is no way from its state. */
enum status delivery_hold(struct call *call, const char *id, const uint64_t *expected, const char *verb,
                          struct delivery *ret_delivery) MUST_CHECK;

/* For what events tell: locks the plan of a contract and reads its items. `ret_found`: there is one, and it was not given
 * up. */
enum status delivery_find(struct call *call, const char *contract_id, struct delivery *ret_delivery,
                          bool *ret_found) MUST_CHECK;

/* The items of the plan as they stand now. */
enum status delivery_read_items(struct call *call, struct delivery *delivery) MUST_CHECK;

/* The item `id` of the plan, moved by `verb`. NOT_FOUND, FAILED_PRECONDITION. */
enum status delivery_item(struct call *call, const struct delivery *delivery, const char *id, const char *verb,
                          DeliveryItem **ret_item) MUST_CHECK;

/* Writes the plan back; its version rises by one. */
enum status delivery_save(struct call *call, struct delivery *delivery) MUST_CHECK;

/* Writes an item and its plan back. */
enum status delivery_save_item(struct call *call, struct delivery *delivery, const DeliveryItem *item) MUST_CHECK;

/* PROPOSED → CONFIRMED has happened: what was said is kept, the jobs for late items are set, delivery.confirmed is
 * emitted. `name` as the customer gave it. Saves the plan. */
enum status delivery_confirm(struct call *call, struct delivery *delivery, DeliveryPlan__Confirmation how,
                             const char *name, int64_t at_us) MUST_CHECK;

/* PROPOSED → CHANGE_REQUESTED has happened; `by_link` says by whom it was recorded. Saves the plan. */
enum status delivery_request_change(struct call *call, struct delivery *delivery, const char *text,
                                    bool by_link) MUST_CHECK;

/* A job waits for the day of each item that is not with the customer. */
enum status delivery_watch(struct call *call, const struct delivery *delivery) MUST_CHECK;

/* No job waits for its items any more. */
enum status delivery_stop(struct call *call, const struct delivery *delivery) MUST_CHECK;

/* Copies for a reply, opened. */
enum status delivery_answer(struct call *call, const DeliveryPlan *plan, DeliveryPlan **ret_plan) MUST_CHECK;
enum status delivery_answer_item(struct call *call, const DeliveryItem *item, DeliveryItem **ret_item) MUST_CHECK;

#endif
