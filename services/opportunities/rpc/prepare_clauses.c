/* SPDX-License-Identifier: Apache-2.0
 * Alternatives for the contract, prepared before anybody drafts it (OPP-22).
 */
#include "held.h"
#include "proposal.h"
#include "rooms.h"

static void emit_prepared(struct call *call, const PrepareClausesRequest *in, const Opportunity *opportunity)
{
    OpportunityClausesPrepared event = OPPORTUNITY_CLAUSES_PREPARED__INIT;
    const char **room = arena_alloc(call->arena, (2 * in->n_clauses + 1) * sizeof *room);
    event.opportunity_id = opportunity->id;
    event.clause_set_codes = room;
    event.chosen_codes = room + in->n_clauses;
    for (size_t i = 0; i < in->n_clauses; i++) {
        event.clause_set_codes[event.n_clause_set_codes++] = in->clauses[i]->clause_set_code;
        if (in->clauses[i]->chosen)
            event.chosen_codes[event.n_chosen_codes++] = in->clauses[i]->clause_set_code;
    }
    emit(call, &event, "opportunity", opportunity->id, opportunity->owner_path);
}

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
    emit_prepared(call, in, &opportunity);
    out->opportunity = opportunity_answer(call, &opportunity);
    return STATUS_OK;
}
