/* SPDX-License-Identifier: Apache-2.0
 * A contract that a command holds: locked, within the caller's scope; how it is saved, and how each step is chained.
 */
#ifndef CONTRACTS_HELD_H
#define CONTRACTS_HELD_H

#include "contract.h"
#include "service/value.h"

/* What most events of a contract have in common. */
#define CONTRACT_FACTS(event, contract)                                                                                 \
    do {                                                                                                                \
        (event)->contract_id = (contract)->id;                                                                          \
        (event)->number = (contract)->number;                                                                           \
        (event)->opportunity_id = (contract)->opportunity_id;                                                           \
        (event)->customer_id = (contract)->customer_id;                                                                 \
        (event)->owner_id = (contract)->owner_id;                                                                       \
    } while (0)

/* Locks the one that :id names. NOT_FOUND outside the scope. */
enum status contract_lock(struct call *call, Contract *ret_contract) MUST_CHECK;

/* The same by another statement, sql/lock_*.sql. */
enum status contract_lock_by(struct call *call, const struct statement *statement, Contract *ret_contract) MUST_CHECK;

/* ABORTED, reason VERSION, unless its version is `expected` (NULL: any); the sentence names the fields that were changed
 * since. */
enum status contract_expect(struct call *call, const Contract *contract, const uint64_t *expected) MUST_CHECK;

/* The same, at `expected_version` (NULL: any), its state moved by `verb`. */
enum status contract_hold(struct call *call, const uint64_t *expected_version, const char *verb,
                          Contract *ret_contract) MUST_CHECK;

/* Names terms that the next contract_save() changes beside the contract's own fields: "clauses", "instalments". */
void contract_changes(struct call *call, const char *const *terms, size_t n);

/* Writes it back; its version rises by one. Its fields are bound afterwards. */
enum status contract_save(struct call *call, Contract *contract) MUST_CHECK;

/* Appends a link to its chain: `verb` of one word, or words joined by dots, about its present text. */
enum status contract_chain(struct call *call, const Contract *contract, const char *verb) MUST_CHECK;

/* contract_save() and contract_chain(). */
enum status contract_done(struct call *call, Contract *contract, const char *verb) MUST_CHECK;

/* Copy of `contract` for a reply; the call's. */
Contract *contract_answer(struct call *call, const Contract *contract);

/* Today where contracts are made (setting ZONE), "YYYY-MM-DD", the call's; and when `day` ("YYYY-MM-DD" or NULL) begins
 * there. */
enum status day_read(struct call *call, const char *day, const char **ret_today, int64_t *ret_begins_us) MUST_CHECK;

/* The latest round's marks come first. */
enum status marks_read(struct call *call, RecordMarkReply *ret_marks) MUST_CHECK;

#endif
