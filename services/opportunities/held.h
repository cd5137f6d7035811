/* SPDX-License-Identifier: Apache-2.0
 * An opportunity that a command holds: locked, within the caller's scope, of the expected version; and how it is saved.
 */
#ifndef OPPORTUNITIES_HELD_H
#define OPPORTUNITIES_HELD_H

#include "opportunity.h"
#include "service/value.h"

/* Locks the one that :id names and moves its state by `verb`. `expected_version` may be NULL.
 * NOT_FOUND outside the scope, ABORTED for another version with the fields that were changed since, FAILED_PRECONDITION in a state without that verb. */
enum status opportunity_hold(struct call *call, const uint64_t *expected_version, const char *verb,
                             Opportunity *ret_opportunity) MUST_CHECK;

/* For what events tell: locks opportunity `id`, which may be NULL. `ret_found`: there is one. */
enum status opportunity_find(struct call *call, const char *id, Opportunity *ret_opportunity, bool *ret_found) MUST_CHECK;

/* Writes it back; its version rises by one. Its fields are bound afterwards. */
enum status opportunity_save(struct call *call, Opportunity *opportunity) MUST_CHECK;

/* Saves it; and where amount, probability, day or category differ from `before`, keeps the new forecast and emits
 * opportunity.forecast_changed. */
enum status opportunity_save_forecast(struct call *call, const Opportunity *before,
                                      Opportunity *opportunity) MUST_CHECK;

/* Saves one that has ended: plan closed, outcome kept with the request's remark. */
enum status opportunity_save_end(struct call *call, Opportunity *opportunity, const char *remark) MUST_CHECK;

/* Keeps that it came to `to_stage`; `from_stage` is NULL for the first. */
enum status opportunity_visit(struct call *call, const char *id, const char *from_stage, const char *to_stage,
                              StageVisit__Transition transition, int64_t dwell_s, const char *override_reason,
                              const char *override_note) MUST_CHECK;

/* Copy of `opportunity` for a reply; the call's. */
Opportunity *opportunity_answer(struct call *call, const Opportunity *opportunity);

/* The next save keeps that `part`, "lines", was changed beside the row's own fields; static. */
void opportunity_touch(struct call *call, const char *part);

/* The plan's milestones are others, or were reached: `next_milestone_on` is found again. */
enum status milestones_changed(struct call *call, Opportunity *opportunity) MUST_CHECK;

/* The stages of `pipeline` in their order, as the `stages` of a reply; the call's. */
enum status pipeline_read(struct call *call, const char *pipeline, ListStagesReply *ret_stages) MUST_CHECK;

/* Those of the products that may be sold today, as the `products` of a reply. NOT_FOUND names the first that may
 * not. */
enum status catalogue_read(struct call *call, const char *const *codes, size_t n,
                           ListProductsReply *ret_products) MUST_CHECK;
const Product *catalogue_find(const ListProductsReply *products, const char *code); /* NULL if absent */

#endif
