/* SPDX-License-Identifier: Apache-2.0
 * Reading and writing the terms of a text. `terms` is a GetContractReply of which lines, clauses, instalments and
 * obligations are used.
 */
#ifndef CONTRACTS_WORDING_H
#define CONTRACTS_WORDING_H

#include "dealspine/opportunities.pb-c.h"
#include "held.h"

/* Fills in the terms of the present text; text_version must be bound (contract_lock does that). */
enum status wording_read(struct call *call, const Contract *contract, GetContractReply *ret_terms) MUST_CHECK;

/* The clause sets that may be used with a template (NULL: all), with their clauses. */
enum status clause_sets_read(struct call *call, const char *template_code, ListClauseSetsReply *ret_list) MUST_CHECK;

/* Puts the clauses of the sets named over those of `terms`, the later over the earlier. NOT_FOUND for a set that is not
 * there or not for this template. */
enum status wording_take_sets(struct call *call, const Contract *contract, const char *const *codes, size_t n,
                              GetContractReply *terms) MUST_CHECK;

/* What a text is to say differently; nothing of a kind: as it stands. */
struct wording_changes {
    ContractClause **clauses; /* instead of those of their groups */
    size_t n_clauses;
    const char *const *clause_set_codes;
    size_t n_clause_set_codes;
    Instalment **instalments;
    size_t n_instalments;
    ContractObligation **obligations;
    size_t n_obligations;
};

/* Puts the changes into `terms`: sets first, then clauses. As wording_take_sets() and clauses_merge(). */
enum status wording_change(struct call *call, const Contract *contract, const struct wording_changes *changes,
                           GetContractReply *terms) MUST_CHECK;

/* How the clauses of `terms` stand to the contract's template: fills in its deviations. */
enum status wording_compare(struct call *call, const Contract *contract, GetContractReply *terms) MUST_CHECK;

/* Sums up, checks that the terms fit, compares the clauses, makes the document and its hash:
 * fills contract->amount_minor, largest_discount, deviating_groups and doc_hash.
 * Returns the document, the call's, in `ret_document`. */
enum status wording_settle(struct call *call, Contract *contract, GetContractReply *terms,
                           const char **ret_document) MUST_CHECK;

/* Writes them as text contract->text_version, which must not be fixed. */
enum status wording_write(struct call *call, const Contract *contract, const GetContractReply *terms,
                          const char *document) MUST_CHECK;

/* The lines of an opportunity as lines of a contract; texts are borrowed. */
void wording_take_lines(struct call *call, const GetOpportunityReply *opportunity, GetContractReply *terms);

/* Keeps the opportunity's credit split as the contract's. */
enum status wording_take_credit(struct call *call, const Contract *contract,
                                const GetOpportunityReply *opportunity) MUST_CHECK;

/* Asks for a committed opportunity within the caller's scope. NOT_FOUND; FAILED_PRECONDITION, reason
 * OPPORTUNITY_STATE. */
enum status wording_ask(struct call *call, const char *opportunity_id,
                        const GetOpportunityReply **ret_opportunity) MUST_CHECK;

#endif
