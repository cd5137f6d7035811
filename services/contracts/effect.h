/* SPDX-License-Identifier: Apache-2.0
 * A contract takes effect: contract.effective and deal.closed.
 */
#ifndef CONTRACTS_EFFECT_H
#define CONTRACTS_EFFECT_H

#include "held.h"

/* Moves a SIGNED contract to EFFECTIVE, saves and chains it, emits contract.effective and deal.closed. */
enum status contract_take_effect(struct call *call, Contract *contract) MUST_CHECK;

/* The lines of `terms` as events tell them; the call's. */
DealLine **deal_lines(struct call *call, const GetContractReply *terms);

/* The payment schedule and the obligations of `terms` in the same way. */
DealInstalment **deal_schedule(struct call *call, const GetContractReply *terms, size_t *ret_n);
DealObligation **deal_obligations(struct call *call, const GetContractReply *terms, size_t *ret_n);

/* Now, when its effective date has come and no condition is open; else a job for the beginning of that day, and whoever
 * settles the last condition. */
enum status contract_await_effect(struct call *call, Contract *contract) MUST_CHECK;

#endif
