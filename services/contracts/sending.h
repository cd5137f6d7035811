/* SPDX-License-Identifier: Apache-2.0
 * A text goes out to be signed, and comes back unsigned.
 */
#ifndef CONTRACTS_SENDING_H
#define CONTRACTS_SENDING_H

#include "held.h"

/* Asks for the four marks under a text; saves and chains the contract, emits contract.sent_for_signature. `ret_marks`:
 * the four come first. */
enum status signature_ask(struct call *call, Contract *contract, uint32_t text_version, const char *doc_hash,
                          RecordMarkReply *ret_marks) MUST_CHECK;

/* A mark that will not be made (DECLINED), or is taken back (REVOKED). */
struct mark_refusal {
    ContractMark__Party party;
    ContractMark__Kind kind;
    ContractMark__State outcome;
    const uint64_t *expected_version; /* NULL: any */
};

/* Locks the contract, ends the round with this mark, and chains it: a contract that is being signed is NEGOTIATING
 * afterwards, an amendment has ended. FAILED_PRECONDITION, reason WRONG_STATE; MARK_TAKEN for declining one that is
 * not awaited, MARK_OPEN for revoking one that is not done. */
enum status mark_refuse(struct call *call, const struct mark_refusal *refusal, Contract *ret_contract) MUST_CHECK;

#endif
