/* SPDX-License-Identifier: Apache-2.0
 * The contract's lifecycle, and who may decide a review. Pure.
 */
#ifndef CONTRACTS_CONTRACT_H
#define CONTRACTS_CONTRACT_H

#include <stdbool.h>

#include "base/lifecycle.h"
#include "dealspine/contracts.pb-c.h"

extern const struct lifecycle contract_lifecycle;

const char *contract_state_name(Contract__State state);

/* Moves `contract->state` by `verb`. FAILED_PRECONDITION, reason WRONG_STATE; the state is then untouched. */
enum status contract_move(Contract *contract, const char *verb, struct error *error) MUST_CHECK;

/* ABORTED when the text that was read (0: not said) is not the present one. */
enum status contract_expect_text(const Contract *contract, uint32_t text_version, struct error *error) MUST_CHECK;

/* What a review asks of its judge. */
struct review {
    ApprovalStep__Role role;
    const char *permission;  /* "contracts.approve" or "contracts.legal" */
    const char *over_path;   /* owner_path that the permission's scope must cover; the contract's */
};

/* The review that the contract is in. FAILED_PRECONDITION, reason WRONG_STATE, when it is in none. */
enum status review_of(const Contract *contract, struct review *ret_review, struct error *error) MUST_CHECK;

/* May `judge` decide it, who holds the permission within `scope` (NULL: not at all)? PERMISSION_DENIED with reason
 * SEPARATION_OF_DUTIES for the drafter whatever he holds, else APPROVAL_PERMISSION. */
enum status review_may_decide(const Contract *contract, const struct review *review, const char *judge,
                              const char *scope, struct error *error) MUST_CHECK;

/* May `who` take it back? PERMISSION_DENIED, reason SEPARATION_OF_DUTIES, for the drafter. */
enum status contract_may_void(const Contract *contract, const char *who, struct error *error) MUST_CHECK;

/* Does a row of `path` lie within `scope`, a prefix of paths? */
bool is_within(const char *path, const char *scope);

/* Whole days from `from_us` to `to_us`, never below 0. */
int64_t cycle_days(int64_t from_us, int64_t to_us);

#endif
