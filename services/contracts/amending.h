/* SPDX-License-Identifier: Apache-2.0
 * Another text for a contract in effect (CON-16): approved, signed, then it counts.
 */
#ifndef CONTRACTS_AMENDING_H
#define CONTRACTS_AMENDING_H

#include "wording.h"

/* The amendment that is approved and being signed; its text_version is 0 when there is none. */
enum status amendment_pending(struct call *call, const Contract *contract, ContractAmendment *ret_amendment) MUST_CHECK;

/* The amendment that a case decides on. NOT_FOUND. */
enum status amendment_of_case(struct call *call, const char *case_id, ContractAmendment *ret_amendment) MUST_CHECK;

/* It is approved: asks for four marks, chains and emits contract.sent_for_signature. */
enum status amendment_send(struct call *call, Contract *contract, const ContractAmendment *amendment) MUST_CHECK;

/* The fourth mark is there: its text is the contract's, archived, with its term, payments and obligations; chains and
 * emits contract.amended. */
enum status amendment_take_effect(struct call *call, Contract *contract, const ContractAmendment *amendment) MUST_CHECK;

/* It is not signed: its approval is void. The caller saves and chains. */
enum status amendment_end(struct call *call, const ContractAmendment *amendment) MUST_CHECK;

#endif
