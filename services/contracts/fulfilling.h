/* SPDX-License-Identifier: Apache-2.0
 * What a contract in effect still owes: laid, settled, and all done.
 */
#ifndef CONTRACTS_FULFILLING_H
#define CONTRACTS_FULFILLING_H

#include "duty.h"
#include "held.h"

/* Hands over what the present text promises; what it promises no more is waived. */
enum status duties_lay(struct call *call, const Contract *contract) MUST_CHECK;

/* By code. The elements are the call's and may be changed. */
enum status duties_read(struct call *call, const Contract *contract, ContractDuty ***ret_duties,
                        size_t *ret_n) MUST_CHECK;

/* Settles one of them: saves and chains, emits contract.obligation_settled; the contract is FULFILLED with the last. */
enum status duty_close(struct call *call, Contract *contract, ContractDuty *duty, ContractDuty__State to,
                       const char *reason) MUST_CHECK;

/* The contract is ended: what waits or was handed over is waived, contract.obligation_settled for each. The caller saves and
 * chains. */
enum status duties_waive(struct call *call, const Contract *contract, const char *reason) MUST_CHECK;

/* EFFECTIVE -> FULFILLED, contract.fulfilled, when everything is done and paid; else nothing. One of the time before
 * without a term goes on however much is paid. */
enum status contract_look(struct call *call, Contract *contract) MUST_CHECK;

/* After-sales has delivered to the contract of this id: what is HANDED_OVER or BREACHED of this code (NULL: all) is
 * fulfilled. */
enum status deliveries_take(struct call *call, const char *contract_id, const char *code) MUST_CHECK;

#endif
