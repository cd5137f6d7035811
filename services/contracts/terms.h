/* SPDX-License-Identifier: Apache-2.0
 * The terms of a text: what its lines sum to, and whether instalments, obligations and clauses fit. Pure.
 */
#ifndef CONTRACTS_TERMS_H
#define CONTRACTS_TERMS_H

#include "base/arena.h"
#include "dealspine/contracts.pb-c.h"

/* The sum of the lines' totals. OUT_OF_RANGE beyond 64 bits. */
enum status lines_amount(ContractLine *const *lines, size_t n, int64_t *ret_amount_minor,
                         struct error *error) MUST_CHECK;

/* The largest discount of a line, basis points. */
uint32_t lines_largest_discount(ContractLine *const *lines, size_t n);

/* Instalments must be due in order and sum to the amount, to the last minor unit; positions are filled in.
 * INVALID_ARGUMENT, field "instalments". */
enum status instalments_fit(Instalment *const *instalments, size_t n, int64_t amount_minor,
                            struct error *error) MUST_CHECK;

/* Each code once. INVALID_ARGUMENT, field "obligations". */
enum status obligations_fit(ContractObligation *const *obligations, size_t n, struct error *error) MUST_CHECK;

/* A text for a contract in effect names no condition of taking effect that the text before did not. INVALID_ARGUMENT,
 * field "obligations". */
enum status conditions_fit(ContractObligation *const *before, size_t n_before, ContractObligation *const *after,
                           size_t n_after, struct error *error) MUST_CHECK;

/* The clauses of `base` with those groups replaced that `changes` names; one of each group, in their order.
 * INVALID_ARGUMENT, field "clauses", when a group is named twice; FAILED_PRECONDITION, reason CLAUSE_MISSING, when one
 * of the four is in neither. The list is the arena's, its elements are borrowed. */
enum status clauses_merge(struct arena *arena, ContractClause *const *base, size_t n_base,
                          ContractClause *const *changes, size_t n_changes, ContractClause ***ret_clauses,
                          size_t *ret_n, struct error *error) MUST_CHECK;

#endif
