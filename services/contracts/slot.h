/* SPDX-License-Identifier: Apache-2.0
 * The places of an approval case: whose turn it is, who may decide, when the way is gone (CON-06, CON-07, CON-12). Pure.
 */
#ifndef CONTRACTS_SLOT_H
#define CONTRACTS_SLOT_H

#include <stdbool.h>

#include "contract.h"

/* How far a case is. */
enum case_stage { CASE_AT_DEPARTMENT, CASE_AT_LEGAL, CASE_IS_APPROVED };

/* Settles what is settled and activates what may be decided now: the first step that is not done. A step of mode ANY is
 * done by one APPROVED, the others of it are SKIPPED; the other modes by all. AUTO places approve themselves when their
 * turn comes. `slots` stand by step and position. Changed ones differ in `state` from before. */
enum case_stage slots_advance(ApprovalSlot *const *slots, size_t n);

/* Ends the case's further places: WAITING and ACTIVE become SKIPPED. */
void slots_skip(ApprovalSlot *const *slots, size_t n);

/* How far a case is, without changing anything. */
enum case_stage slots_stage(ApprovalSlot *const *slots, size_t n);

/* One in whose name a decision can be taken: the caller, or one who lets him decide. */
struct judge {
    const char *id;
    const char *const *roles;
    size_t n_roles;
    const char *approve_scope, *legal_scope; /* within which he holds contracts.approve and .legal; NULL: not at all */
};

/* Who drafted a contract, wrote one of its texts or submitted one: he decides none of them, nor does another for him. */
struct writers {
    const char *const *ids;
    size_t n;
};

bool is_writer(const struct writers *writers, const char *id);

/* What is decided. */
struct review {
    const Contract *contract;
    struct writers writers;
    bool may_repeat; /* one person may decide several steps of the case */
};

/* The place that `judges` may decide and in whose name; judges[0] is the caller and goes first. PERMISSION_DENIED with
 * reason SEPARATION_OF_DUTIES for a writer whatever he holds; APPROVAL_PERMISSION where none of them is asked;
 * SAME_PERSON where who decided another step of the case would decide this one and `may_repeat` is not. */
enum status slots_choose(ApprovalSlot *const *slots, size_t n, const struct review *review, const struct judge *judges,
                         size_t n_judges, ApprovalSlot **ret_slot, const struct judge **ret_judge,
                         struct error *error) MUST_CHECK;

/* Makes room for a further step before or after the one that waits, by raising the numbers of later ones; gives its
 * number, its role that of the present one. 0: no step waits. */
uint32_t slots_make_room(ApprovalSlot *const *slots, size_t n, bool before, ApprovalStep__Role *ret_role);

#endif
