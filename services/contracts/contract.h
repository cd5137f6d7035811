/* SPDX-License-Identifier: Apache-2.0
 * The contract's lifecycle, and who may decide a review. Pure.
 */
#ifndef CONTRACTS_CONTRACT_H
#define CONTRACTS_CONTRACT_H

#include <stdbool.h>

#include "base/lifecycle.h"
#include "dealspine/contracts.pb-c.h"

#define CONTRACT_IMPORTED_TEMPLATE "imported" /* of contracts of the time before alone */

extern const struct lifecycle contract_lifecycle;

const char *contract_state_name(Contract__State state);

/* Moves `contract->state` by `verb`. FAILED_PRECONDITION, reason WRONG_STATE; the state is then untouched. */
enum status contract_move(Contract *contract, const char *verb, struct error *error) MUST_CHECK;

/* Moves a text under review on: `at_legal` when the department's steps are done, `is_approved` when all are; it stays
 * where it is while others of its state decide. */
enum status contract_follow(Contract *contract, bool at_legal, bool is_approved, struct error *error) MUST_CHECK;

/* ABORTED when the text that was read (0: not said) is not the one to decide on. */
enum status text_expect(uint32_t decided, uint32_t text_version, struct error *error) MUST_CHECK;

/* May `who` take it back? PERMISSION_DENIED, reason SEPARATION_OF_DUTIES, for the drafter. */
enum status contract_may_void(const Contract *contract, const char *who, struct error *error) MUST_CHECK;

/* Was it taken in as one of the time before? Then no deal was closed here. */
bool contract_is_imported(const Contract *contract);

/* What the way from one state to the present one says of the deal: deal.closed when the contract takes effect, deal.reversed
 * when one in effect is taken back, and of an imported contract nothing. */
enum deal_news { DEAL_STAYS, DEAL_IS_CLOSED, DEAL_IS_REVERSED };
enum deal_news contract_deal_news(const Contract *contract, Contract__State from);

/* Does a row of `path` lie within `scope`, a prefix of paths? */
bool is_within(const char *path, const char *scope);

/* Whole days from `from_us` to `to_us`, never below 0. */
int64_t cycle_days(int64_t from_us, int64_t to_us);

#endif
