/* SPDX-License-Identifier: Apache-2.0
 * A case of approvals: opened by a route, decided place by place, ended.
 */
#ifndef CONTRACTS_APPROVAL_H
#define CONTRACTS_APPROVAL_H

#include "held.h"
#include "slot.h"

struct approval_case {
    ApprovalCase *row;
    ApprovalSlot **slots; /* by step and position */
    size_t n;
};

/* Opens a case for the present text on the way of the first route that matches; `reason` may be NULL. Saves its places,
 * asks those whose turn it is, and says how far it is. FAILED_PRECONDITION, reasons NO_ROUTE, DRAFTER_APPROVES, and
 * CASE_RUNNING when one is open. `ret_id` is the case's. */
enum status approval_open(struct call *call, const Contract *contract, ApprovalCase__Purpose purpose,
                          const char *reason, const char **ret_id, enum case_stage *ret_stage) MUST_CHECK;

/* Its running case. FAILED_PRECONDITION, reason WRONG_STATE, when there is none. */
enum status approval_read(struct call *call, const Contract *contract, struct approval_case *ret_case) MUST_CHECK;

/* Is it about a text that is not signed yet, not about what is to become of a signed contract? */
bool approval_is_of_text(const struct approval_case *found);

/* The place that the caller may decide, himself or for another, whose id is then in `ret_for` (else NULL). */
enum status approval_find_slot(struct call *call, const Contract *contract, const struct approval_case *found,
                               ApprovalSlot **ret_slot, const char **ret_for) MUST_CHECK;

/* Writes its places as they are. */
enum status approval_save(struct call *call, const Contract *contract, const struct approval_case *found) MUST_CHECK;

/* The job remind_approval looks at the case again in REMIND_HOURS. */
enum status approval_remind_later(struct call *call, const Contract *contract, const char *case_id) MUST_CHECK;

/* Puts in order whose turn it is, saves the places, asks those who come newly, sees to reminders. */
enum status approval_go_on(struct call *call, const Contract *contract, const struct approval_case *found,
                           enum case_stage *ret_stage) MUST_CHECK;

/* Ends the running case as `state`, if there is one, and its open places with it. */
enum status approval_close(struct call *call, const Contract *contract, ApprovalCase__State state) MUST_CHECK;

/* contract.approved: the text has its approvals. */
void approval_tell(struct call *call, const Contract *contract);

/* Binds over whom the caller may decide by himself: approve_scope and legal_scope (NULL: nobody), and his roles. */
void reach_bind(struct call *call);

#endif
