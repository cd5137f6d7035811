/* SPDX-License-Identifier: Apache-2.0
 * A step of a running case is decided: approved, returned or rejected.
 */
#ifndef CONTRACTS_DECISION_H
#define CONTRACTS_DECISION_H

#include "approval.h"

struct decision {
    ApprovalStep__Decision outcome;
    const char *remark;               /* NULL: none */
    uint32_t text_version;            /* that was read; 0: not said */
    const uint64_t *expected_version; /* NULL: any */
};

/* What was decided. */
struct decided {
    struct approval_case found;
    ApprovalSlot *slot;    /* with who decided, and for whom */
    enum case_stage stage; /* of the case afterwards */
};

/* Locks the contract that :id names, for those whose decision is asked too, whatever their scope. NOT_FOUND. */
enum status decision_lock(struct call *call, Contract *ret_contract) MUST_CHECK;

/* Locks the contract, finds the place that the caller may decide, and keeps the decision with its remark: an approval
 * takes the case on, the others end it. The contract's state stays for the caller of this. */
enum status decision_take(struct call *call, const struct decision *decision, Contract *ret_contract,
                          struct decided *ret_decided) MUST_CHECK;

/* "approved.department" from "approved" and the place's role; the call's. */
const char *decision_word(struct call *call, const char *what, const ApprovalSlot *slot);

#endif
