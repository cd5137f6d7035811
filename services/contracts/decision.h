/* SPDX-License-Identifier: Apache-2.0
 * A review is decided: approved, returned or rejected.
 */
#ifndef CONTRACTS_DECISION_H
#define CONTRACTS_DECISION_H

#include "held.h"

struct decision {
    const char *verb;                 /* of the lifecycle: "approve", "return", "reject" */
    ApprovalStep__Decision outcome;
    const char *remark;               /* NULL: none */
    uint32_t text_version;            /* that was read; 0: not said */
    const uint64_t *expected_version; /* NULL: any */
};

/* Locks the contract, checks that the caller may decide its review, keeps the decision with the request's remark and
 * moves the state. `ret_review` is the review that was decided. */
enum status decision_take(struct call *call, const struct decision *decision, Contract *ret_contract,
                          struct review *ret_review) MUST_CHECK;

/* Ends the running case as `state`. */
enum status decision_close_case(struct call *call, ApprovalCase__State state) MUST_CHECK;

/* "approved.department" from "approved" and the review's role; the call's. */
const char *decision_word(struct call *call, const char *what, const struct review *review);

#endif
