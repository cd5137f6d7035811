/* SPDX-License-Identifier: Apache-2.0
 * The hash chain of a contract: each step covers the one before, so that none can be changed or taken out unseen
 * (CON-11). Pure.
 */
#ifndef CONTRACTS_CHAIN_H
#define CONTRACTS_CHAIN_H

#include <stdbool.h>

#include "base/arena.h"
#include "dealspine/contracts.pb-c.h"

/* prev_hash of the first step: 64 zeros. */
extern const char chain_root[];

/* Hash of a step of contract `contract_id`: SHA-256 over its other fields, one a line. `step->at` in microseconds.
 * The arena's. */
const char *chain_hash(struct arena *arena, const char *contract_id, const ContractStep *step);

/* A text as it lies in the database. */
struct stored_text {
    uint32_t text_version;
    const char *doc_hash; /* recomputed from the document */
};

/* Fills `ret` with what was found: `intact`, `steps`, and of the first step that does not hold `broken_seq` and
 * `broken_rule`. `length` and `head` are what the contract says of its chain; `texts` are all of its versions. */
void chain_verify(struct arena *arena, const char *contract_id, ContractStep *const *steps, size_t n, uint32_t length,
                  const char *head, const struct stored_text *texts, size_t n_texts, VerifyContractReply *ret);

/* Does `verb` write the text of its version? Steps before the last such one name texts that were replaced. */
bool chain_writes(const char *verb);

#endif
