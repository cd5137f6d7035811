/* SPDX-License-Identifier: Apache-2.0
 * Alternatives for the contract, prepared before anybody drafts it (OPP-22).
 */
#include "held.h"
#include "proposal.h"
#include "rooms.h"

RPC(Opportunities, prepare_clauses, PrepareClausesRequest, PrepareClausesReply)
{
    struct rows rows;
    Opportunity opportunity;
    size_t n = in->n_clauses;
    const char **room = arena_alloc(call->arena, (3 * n + 1) * sizeof *room);
    TRY(prepared_fit(in->clauses, n, &call->error));
    for (size_t i = 0; i < n; i++) {
        room[i] = in->clauses[i]->clause_set_code;
        room[n + i] = in->clauses[i]->chosen ? "true" : "false";
        room[2 * n + i] = in->clauses[i]->remark;
    }
    TRY(opportunity_hold(call, in->has_expected_version ? &in->expected_version : NULL, "work", &opportunity));
    bind_texts(call, "codes", room, n);
    bind_texts(call, "chosens", room + n, n);
    bind_texts(call, "remarks", room + 2 * n, n);
    TRY(sql(call, &SQL_put_prepared_clauses, &rows));
    opportunity_touch(call, "prepared_clauses");
    TRY(opportunity_save(call, &opportunity));
    out->opportunity = opportunity_answer(call, &opportunity);
    return STATUS_OK;
}
