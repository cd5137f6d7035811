/* SPDX-License-Identifier: Apache-2.0
 * How a signed contract comes to its end: voided, terminated, or its term over.
 */
#ifndef CONTRACTS_ENDING_H
#define CONTRACTS_ENDING_H

#include "held.h"

/* Takes it back: saves and chains it, emits contract.voided, and deal.reversed where its deal had been closed. */
enum status contract_void(struct call *call, Contract *contract, const char *reason) MUST_CHECK;

/* Ends it before its term: saves and chains it, emits contract.terminated. */
enum status contract_terminate(struct call *call, Contract *contract, const char *reason) MUST_CHECK;

/* Whichever of the two a case of approvals was opened for. */
enum status contract_end(struct call *call, Contract *contract, ApprovalCase__Purpose purpose,
                         const char *reason) MUST_CHECK;

/* Fills in the last day of the term of a contract that is in effect, and sees to its notice. `renewed_until` (NULL: it
 * was not) is a day until which it was renewed term by term. Nothing without a term. */
enum status term_begin(struct call *call, Contract *contract, const char *renewed_until) MUST_CHECK;

#endif
