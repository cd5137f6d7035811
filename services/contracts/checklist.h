/* SPDX-License-Identifier: Apache-2.0
 * When a review's checklist is complete (CON-02 to CON-04). Pure.
 */
#ifndef CONTRACTS_CHECKLIST_H
#define CONTRACTS_CHECKLIST_H

#include "base/status.h"
#include "dealspine/contracts.pb-c.h"

/* Each answer must name an item, be PASS or FAIL, and FAIL must say why. INVALID_ARGUMENT, field "answers". */
enum status checklist_accepts(ChecklistItem *const *items, size_t n_items, ChecklistAnswer *const *answers, size_t n,
                              struct error *error) MUST_CHECK;

/* How many items have this answer. */
uint32_t checklist_count(ChecklistItem *const *items, size_t n, ChecklistItem__Answer answer);

/* Every item must be PASS and each of the four groups have one. FAILED_PRECONDITION, reason CHECKLIST_OPEN, naming
 * what is not. */
enum status checklist_is_complete(ChecklistItem *const *items, size_t n, struct error *error) MUST_CHECK;

#endif
