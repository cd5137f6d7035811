/* SPDX-License-Identifier: Apache-2.0
 * Reading cases of the library and proposals with all that belongs to them.
 */
#ifndef OPPORTUNITIES_LIBRARY_H
#define OPPORTUNITIES_LIBRARY_H

#include "dealspine/opportunities.pb-c.h"
#include "service/service.h"

/* Fills in the figures of the cases. */
enum status cases_read_figures(struct call *call, ReferenceCase *const *cases, size_t n) MUST_CHECK;

/* Fills in points and cases of a proposal of the opportunity that :id names. */
enum status proposal_read_parts(struct call *call, SolutionProposal *proposal) MUST_CHECK;

#endif
