/* SPDX-License-Identifier: Apache-2.0 */
#include "library.h"

#include "rooms.h"

enum status cases_read_figures(struct call *call, ReferenceCase *const *cases, size_t n)
{
    struct rows rows;
    for (size_t i = 0; i < n; i++) {
        bind_text(call, "case_code", cases[i]->code);
        bind_int(call, "case_revision", cases[i]->revision);
        TRY(sql(call, &SQL_list_case_figures, &rows));
        rows_into(call, &rows, cases[i], "figures");
    }
    return STATUS_OK;
}

enum status proposal_read_parts(struct call *call, SolutionProposal *proposal)
{
    struct rows rows;
    bind_int(call, "proposal_version", proposal->version);
    TRY(sql(call, &SQL_list_proposal_points, &rows));
    rows_into(call, &rows, proposal, "points");
    TRY(sql(call, &SQL_list_proposal_cases, &rows));
    rows_into(call, &rows, proposal, "cases");
    return cases_read_figures(call, proposal->cases, proposal->n_cases);
}
