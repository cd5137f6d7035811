/* SPDX-License-Identifier: Apache-2.0
 * Obligations of a contract in effect (CON-13), and when all of a contract is done. Pure.
 */
#ifndef CONTRACTS_DUTY_H
#define CONTRACTS_DUTY_H

#include <stdbool.h>

#include "base/lifecycle.h"
#include "dealspine/contracts.pb-c.h"

extern const struct lifecycle duty_lifecycle;

/* Moves it to FULFILLED, BREACHED or WAIVED. INVALID_ARGUMENT for another state, and without a reason where it is not
 * fulfilled; FAILED_PRECONDITION, reason WRONG_STATE; the state is then untouched. */
enum status duty_settle(ContractDuty *duty, ContractDuty__State to, const char *reason, struct error *error) MUST_CHECK;

/* Is something still to be done about it? A breach is. */
bool duty_is_open(const ContractDuty *duty);

/* Is no condition of taking effect open? */
bool conditions_are_met(ContractDuty *const *duties, size_t n);

/* The one of this code; NULL: none. */
ContractDuty *duty_find(ContractDuty *const *duties, size_t n, const char *code);

/* Is everything fulfilled or waived, and paid? Never without a payment plan. */
bool contract_is_done(ContractDuty *const *duties, size_t n_duties, Payment *const *payments, size_t n_payments);

#endif
