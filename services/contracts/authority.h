/* SPDX-License-Identifier: Apache-2.0
 * Signatures and seals: who has the authority (CON-08), and when a contract is signed (CON-09). Pure.
 */
#ifndef CONTRACTS_AUTHORITY_H
#define CONTRACTS_AUTHORITY_H

#include <stdbool.h>

#include "base/status.h"
#include "dealspine/contracts.pb-c.h"

/* Finds one among a holder's authorities that covers `kind` for this amount on this day ("YYYY-MM-DD").
 * FAILED_PRECONDITION with reason NO_AUTHORITY, AUTHORITY_WITHDRAWN, AUTHORITY_EXPIRED or AUTHORITY_LIMIT: what the best of
 * them lacks. */
enum status authority_covers(Authority *const *held, size_t n, ContractMark__Kind kind, const char *currency,
                             int64_t amount_minor, const char *today, const Authority **ret_authority,
                             struct error *error) MUST_CHECK;

/* Is `contact_id` one of the contract's signatories? */
bool is_signatory(const Contract *contract, const char *contact_id);

/* The mark of the latest round at this place, NULL if none was requested. `marks` begin with the latest round. */
const ContractMark *mark_at(ContractMark *const *marks, size_t n, ContractMark__Party party, ContractMark__Kind kind);

/* Is it there already, by the same signer with the same evidence? */
bool is_same_mark(const ContractMark *mark, const char *signer_id, const char *evidence_hash);

/* How many marks of the latest round are not DONE. */
uint32_t marks_outstanding(ContractMark *const *marks, size_t n);

#endif
