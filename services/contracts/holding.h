/* SPDX-License-Identifier: Apache-2.0
 * Finds of quality inspectors that stop contracts from being signed (flow 3, decision D21).
 */
#ifndef CONTRACTS_HOLDING_H
#define CONTRACTS_HOLDING_H

#include "held.h"

/* Ends a hold of the locked contract, chains it, emits contract.hold_released. FAILED_PRECONDITION, reason HOLD_OVER, when
 * it is released already or none of this contract's. `ret_hold` may be NULL. */
enum status hold_release(struct call *call, Contract *contract, const char *hold_id, const char *reason,
                         ContractHold **ret_hold) MUST_CHECK;

#endif
