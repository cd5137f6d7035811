/* SPDX-License-Identifier: Apache-2.0
 * Rules of a proposed solution, of the case library and of prepared clauses (OPP-18, OPP-22). Pure.
 */
#ifndef OPPORTUNITIES_PROPOSAL_H
#define OPPORTUNITIES_PROPOSAL_H

#include "base/status.h"
#include "dealspine/opportunities.pb-c.h"

/* Each point answers one of the pains. NOT_FOUND, field "points". */
enum status points_answer(ProposalPoint *const *points, size_t n, Pain *const *pains, size_t n_pains,
                          struct error *error) MUST_CHECK;

/* How many of the pains are answered by a point. */
uint32_t pains_answered(ProposalPoint *const *points, size_t n, Pain *const *pains, size_t n_pains);

/* Each metric once. INVALID_ARGUMENT, field "figures". */
enum status figures_fit(CaseFigure *const *figures, size_t n, struct error *error) MUST_CHECK;

/* Each set once. INVALID_ARGUMENT, field "clauses". */
enum status prepared_fit(PreparedClauses *const *clauses, size_t n, struct error *error) MUST_CHECK;

/* Each case that is named is among those found. NOT_FOUND, reason CASE. */
enum status cases_are_there(const char *const *codes, size_t n, ReferenceCase *const *found, size_t n_found,
                            struct error *error) MUST_CHECK;

#endif
